import { Form, Input, type InputProps } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../language/language';

/** A required text over several lines. */
export function TextItem({
  name,
  label,
  max,
  extra,
  isOptional = false,
}: Readonly<{ name: string | string[]; label: string; max: number; extra?: ReactNode; isOptional?: boolean }>) {
  const t = useText();
  return (
    <Form.Item
      label={label}
      name={name}
      extra={extra}
      rules={isOptional ? [] : [{ required: true, whitespace: true, message: t('请填写', 'Required') }]}
    >
      <Input.TextArea maxLength={max} autoSize={{ minRows: 2, maxRows: 8 }} />
    </Form.Item>
  );
}

/** A required text on one line. */
export function LineItem({
  name,
  label,
  extra,
  ...input
}: Readonly<{ name: string | (string | number)[]; label: string; extra?: ReactNode }> & Omit<InputProps, 'name'>) {
  const t = useText();
  return (
    <Form.Item
      label={label}
      name={name}
      extra={extra}
      rules={[{ required: true, whitespace: true, message: t('请填写', 'Required') }]}
    >
      <Input {...input} />
    </Form.Item>
  );
}
