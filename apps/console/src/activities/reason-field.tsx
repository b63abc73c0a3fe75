import { Form, Input } from 'antd';
import { useText } from '../language/language';
import { personalDataRule } from './personal-data-rule';

/** Why something is done; kept with it for good. */
export function ReasonField({ initial }: Readonly<{ initial?: string }>) {
  const t = useText();
  return (
    <Form.Item
      name="reason"
      label={t('事由', 'Reason')}
      initialValue={initial}
      rules={[
        { required: true, message: t('请填写5至500字的事由', '5 to 500 characters, please') },
        personalDataRule(t),
      ]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
    </Form.Item>
  );
}
