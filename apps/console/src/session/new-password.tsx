import { Form, Input } from 'antd';
import { useText } from '../language/language';

/** A new password twice, as the field `newPassword`. The service says which ones it takes. */
export function NewPassword() {
  const t = useText();
  return (
    <>
      <Form.Item
        label={t('新口令', 'New password')}
        name="newPassword"
        rules={[{ required: true, min: 12, message: t('至少12位', 'At least 12 characters') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        label={t('再输入一次', 'The same again')}
        name="repeated"
        dependencies={['newPassword']}
        rules={[
          { required: true, message: t('请再输入一次', 'Enter it again') },
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value && value !== getFieldValue('newPassword')) throw new Error(t('两次输入不一致', 'They differ'));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  );
}
