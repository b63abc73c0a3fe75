import { Button, type ButtonProps, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Command } from '../api/command';
import { CommandForm } from './command-form';
import { useSaid } from './said';

type Props<Values, Answer> = Readonly<{
  /** On the button, and the dialog's heading. */
  label: string;
  command: Command<Values, Answer>;
  /** The version the user decides upon. */
  version?: number;
  /** What is about to happen, in a sentence. */
  explanation?: ReactNode;
  /** `Form.Item`s; nothing for a plain confirmation. */
  children?: ReactNode;
  initialValues?: Partial<Values>;
  /** Makes the command's body of what the form holds. */
  toBody?: (values: Values) => Values;
  /** Said when it is done. */
  done: string;
  onDone?: (answer: Answer) => void;
  danger?: boolean;
  button?: ButtonProps;
}>;

/** A button that opens a small dialog, which sends one command. */
export function CommandDialog<Values extends object, Answer>(props: Props<Values, Answer>) {
  const { label, command, version, explanation, children, initialValues, toBody, done, onDone, danger } = props;
  const [isOpen, setOpen] = useState(false);
  const said = useSaid();
  const close = () => {
    setOpen(false);
    command.reset();
  };
  return (
    <>
      <Button danger={danger ?? false} {...props.button} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal open={isOpen} title={label} footer={null} onCancel={close} destroyOnHidden>
        {explanation && <p>{explanation}</p>}
        <CommandForm<Values>
          command={command}
          submitText={label}
          danger={danger ?? false}
          cancel={close}
          {...(initialValues ? { initialValues } : {})}
          submit={async (values) => {
            const answer = await command.run(toBody ? toBody(values) : values, version);
            close();
            said(done);
            onDone?.(answer);
          }}
        >
          {children}
        </CommandForm>
      </Modal>
    </>
  );
}
