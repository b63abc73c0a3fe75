import { Alert, Button, type ButtonProps, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Command } from '../api/command';
import { useText } from '../language/language';
import { CommandForm } from './command-form';
import { useSaid } from './said';

/** How a dialog's button looks. */
export type Look = Readonly<{
  /** The one button of the page that leads on. */
  isPrimary?: boolean | undefined;
  button?: ButtonProps;
}>;

type Props<Values, Answer> = Readonly<{
  /** On the button, and the dialog's heading. */
  label: string;
  /** The dialog's heading where a button among many rows says too little. */
  title?: ReactNode;
  command: Command<Values, Answer>;
  /** The version on screen. What is sent is the one that was there when the dialog was opened. */
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
}> &
  Look;

/** A button that opens a small dialog, which sends one command. */
export function CommandDialog<Values extends object, Answer>(props: Props<Values, Answer>) {
  const { label, title, command, version, explanation, children, initialValues, toBody, done, onDone, danger } = props;
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [decidedUpon, setDecidedUpon] = useState(version);
  const said = useSaid();
  // After a lost answer the change may be our own: the same command is sent again, and is done once.
  const isOpenQuestion = command.isPending || command.problem?.isUnreachable;
  const hasChanged = isOpen && !isOpenQuestion && decidedUpon !== undefined && decidedUpon !== version;
  const open = () => {
    setDecidedUpon(version);
    setOpen(true);
  };
  const goOn = () => {
    setDecidedUpon(version);
    command.reset();
  };
  const close = () => {
    setOpen(false);
    command.reset();
  };
  return (
    <>
      <Button danger={danger ?? false} type={props.isPrimary ? 'primary' : 'default'} {...props.button} onClick={open}>
        {label}
      </Button>
      <Modal open={isOpen} title={title ?? label} footer={null} onCancel={close} destroyOnHidden>
        {explanation && <p>{explanation}</p>}
        {hasChanged && (
          <div role="alert">
            <Alert
              type="warning"
              showIcon
              style={{ marginBottom: 16 }}
              title={t('刚才有人修改了这个对象', 'Somebody has just changed this')}
              description={t(
                '页面上已是最新内容，您填写的还在。请核对后继续。',
                'The page shows what it is now, and what you typed is kept. Look at it before you go on.',
              )}
              action={
                <Button size="small" onClick={goOn}>
                  {t('已核对，继续', 'I have looked, go on')}
                </Button>
              }
            />
          </div>
        )}
        <CommandForm<Values>
          command={hasChanged ? { ...command, problem: null } : command}
          submitText={label}
          danger={danger ?? false}
          cancel={close}
          {...(initialValues ? { initialValues } : {})}
          submit={async (values) => {
            const answer = await command.run(toBody ? toBody(values) : values, decidedUpon ?? version);
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
