import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '../api/problem';
import { useText } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { NewPassword } from './new-password';
import { changePassword } from './session';

/** Changing one's own password; every other sign-in of the account ends. */
export function PasswordChange({ done }: Readonly<{ done?: () => void }>) {
  const t = useText();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [form] = Form.useForm();
  const submit = async ({ currentPassword, newPassword }: { currentPassword: string; newPassword: string }) => {
    setBusy(true);
    setProblem(null);
    try {
      await changePassword(currentPassword, newPassword);
      form.resetFields();
      done?.();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" onFinish={submit} style={{ maxWidth: 400 }}>
      <Form.Item
        label={t('当前口令', 'Current password')}
        name="currentPassword"
        rules={[{ required: true, message: t('请填写当前口令', 'Enter your current password') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <NewPassword />
      <ProblemAlert problem={problem} />
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('修改口令', 'Change password')}
      </Button>
    </Form>
  );
}
