import { Button, Form, type FormInstance, type FormProps, Space } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { ApiProblem } from '../api/problem';
import { problemOf } from '../api/problem';
import { useText } from '../language/language';
import { ProblemAlert } from './problem-alert';

type Props<Values> = Readonly<{
  form?: FormInstance<Values>;
  initialValues?: Partial<Values>;
  /** Runs the command; may throw an `ApiProblem`. */
  submit: (values: Values) => Promise<unknown>;
  /** The command's state, from `useCommand`. */
  command: Readonly<{ isPending: boolean; problem: ApiProblem | null }>;
  submitText: string;
  danger?: boolean;
  cancel?: () => void;
  onValuesChange?: FormProps<Values>['onValuesChange'];
  /** The service's field names by those of the form, where they differ. */
  fieldNames?: Readonly<Record<string, (string | number)[]>>;
  children: ReactNode;
}>;

/** `parties.0.unitId` or `parties[0].unitId` as antd's name path. */
const pathOf = (field: string): (string | number)[] =>
  field
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/**
 * A form that sends one command. Refusals appear at their fields, everything else above the buttons; what was typed
 * stays until the command is done.
 */
export function CommandForm<Values extends object>(props: Props<Values>) {
  const { initialValues, submit, command, submitText, danger, cancel, onValuesChange, fieldNames } = props;
  const t = useText();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const { problem } = command;

  useEffect(() => {
    const refused = (problem?.fields ?? []).map(({ field, message }) => ({
      name: fieldNames?.[field] ?? pathOf(field),
      errors: [message],
    }));
    if (refused.length === 0) return;
    form.setFields(refused as Parameters<typeof form.setFields>[0]);
    const first = refused[0];
    if (first) form.scrollToField(first.name as never, { block: 'center' });
  }, [problem, form, fieldNames]);

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark
      scrollToFirstError={{ block: 'center' }}
      {...(initialValues ? { initialValues: initialValues as Values } : {})}
      {...(onValuesChange ? { onValuesChange } : {})}
      onFinish={(values) =>
        submit(values).catch((error) => {
          // Shown by the alert below; anything that is not the service's is a fault of ours and goes on.
          if (problemOf(error) !== error) throw error;
        })
      }
    >
      {props.children}
      <ProblemAlert problem={problem} />
      <Space>
        <Button type="primary" htmlType="submit" loading={command.isPending} danger={danger ?? false}>
          {submitText}
        </Button>
        {cancel && <Button onClick={cancel}>{t('取消', 'Cancel')}</Button>}
      </Space>
    </Form>
  );
}
