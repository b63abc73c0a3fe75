import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate } from 'react-router';
import { type ApiProblem, problemOf } from '../api/problem';
import { useText } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { NewPassword } from './new-password';
import { Outside } from './outside';
import { setUp, useSession } from './session';

type Values = { username: string; displayName?: string; newPassword: string };

/** The first administrator of a new installation. The one-time token stands behind the #, so that no log sees it. */
export function SetupPage() {
  const t = useText();
  const session = useSession();
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (session.status === 'in') return <Navigate to="/" replace />;

  const submit = async ({ username, displayName, newPassword }: Values) => {
    setBusy(true);
    setProblem(null);
    try {
      await setUp({ token, username, password: newPassword, ...(displayName ? { displayName } : {}) });
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <Outside title={t('首次使用：创建系统管理员', 'First use: create the administrator')}>
      {token === '' ? (
        <Alert
          type="warning"
          showIcon
          title={t('链接不完整', 'The link is not complete')}
          description={t(
            '请使用服务启动时显示的一次性链接，链接中含有“#token=”。',
            'Use the one-time link that is shown when the service starts; it contains “#token=”.',
          )}
        />
      ) : (
        <Form<Values> layout="vertical" onFinish={submit}>
          <p className="quiet">
            {t(
              '此链接只能使用一次。管理员只管理账户和任职授权，不处理业务。',
              'The link works once. An administrator manages accounts and mandates and has no business role.',
            )}
          </p>
          <Form.Item
            label={t('用户名', 'User name')}
            name="username"
            rules={[
              { required: true, message: t('请填写用户名', 'Enter a user name') },
              {
                pattern: /^[a-zA-Z][a-zA-Z0-9._-]{2,31}$/,
                message: t('3至32位，以字母开头', '3 to 32 characters, beginning with a letter'),
              },
            ]}
          >
            <Input autoComplete="username" autoFocus maxLength={32} />
          </Form.Item>
          <Form.Item label={t('姓名（可不填）', 'Name (optional)')} name="displayName">
            <Input autoComplete="name" maxLength={20} />
          </Form.Item>
          <NewPassword />
          <ProblemAlert problem={problem} />
          <Button type="primary" htmlType="submit" block loading={isBusy}>
            {t('创建并登录', 'Create and sign in')}
          </Button>
        </Form>
      )}
    </Outside>
  );
}
