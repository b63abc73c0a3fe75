import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ApiProblem, problemOf } from '../api/problem';
import { useText } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { signIn } from './session';

type Values = { username: string; password: string };

/** User name and password. `username` fixes who has to sign in. */
export function SignInForm({ username, done }: Readonly<{ username?: string; done?: () => void }>) {
  const t = useText();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (values: Values) => {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(values.username ?? username, values.password);
      done?.();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<Values> layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ username: username ?? '' }}>
      <Form.Item
        label={t('用户名', 'User name')}
        name="username"
        rules={[{ required: true, message: t('请填写用户名', 'Enter your user name') }]}
      >
        <Input
          autoComplete="username"
          autoFocus={!username}
          disabled={username !== undefined}
          maxLength={64}
          size="large"
        />
      </Form.Item>
      <Form.Item
        label={t('口令', 'Password')}
        name="password"
        rules={[{ required: true, message: t('请填写口令', 'Enter your password') }]}
      >
        <Input.Password
          autoComplete="current-password"
          autoFocus={username !== undefined}
          maxLength={128}
          size="large"
        />
      </Form.Item>
      <ProblemAlert problem={problem} />
      <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>
        {t('登录', 'Sign in')}
      </Button>
    </Form>
  );
}
