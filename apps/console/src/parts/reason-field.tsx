import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../language/language';
import { personalDataRule } from './personal-data-rule';

type Props = Readonly<{
  label?: string;
  name?: string;
  extra?: ReactNode;
  placeholder?: string;
  initial?: string;
}>;

/** Why something is done; kept with it for good. */
export function ReasonField({ label, name = 'reason', extra, placeholder, initial }: Props) {
  const t = useText();
  return (
    <Form.Item
      label={label ?? t('事由', 'Reason')}
      name={name}
      extra={extra}
      initialValue={initial}
      rules={[
        {
          ...{ required: true, whitespace: true, min: 5 },
          message: t('请填写5至500字的事由', '5 to 500 characters, please'),
        },
        personalDataRule(t),
      ]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} placeholder={placeholder} />
    </Form.Item>
  );
}
