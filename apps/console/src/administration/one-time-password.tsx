import { CopyOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Modal, Space } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../language/language';

export type Issued = Readonly<{ name: string; username: string; password: string }>;

/** Shows a one-time password, once. It goes only when somebody says that it has been handed on. */
export function OneTimePassword({ issued, close }: Readonly<{ issued: Issued | undefined; close: () => void }>) {
  const t = useText();
  const { message, modal } = App.useApp();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!issued) return;
    setCopied(false);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [issued]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(issued?.password ?? '');
      setCopied(true);
    } catch {
      message.warning(t('浏览器不允许复制，请手工选取', 'The browser does not allow copying; select it by hand'));
    }
  };
  const ask = () =>
    modal.confirm({
      title: t('确认关闭', 'Close this'),
      content: t(
        '关闭后任何人都无法再看到这个口令。请确认已经转交或抄录。',
        'Nobody can see this password again afterwards. Make sure that it has been handed on.',
      ),
      okText: t('已转交，关闭', 'Handed on, close'),
      cancelText: t('返回', 'Back'),
      onOk: close,
    });
  return (
    <Modal
      open={issued !== undefined}
      title={t('一次性口令', 'One-time password')}
      mask={{ closable: false }}
      onCancel={ask}
      footer={
        <Button type="primary" onClick={ask}>
          {t('关闭', 'Close')}
        </Button>
      }
      destroyOnHidden
    >
      <p>
        {t(
          `“${issued?.name}”（用户名 ${issued?.username}）首次登录使用这个口令，登录后须立即修改。`,
          `${issued?.name} (user name ${issued?.username}) signs in with this password once and then has to change it.`,
        )}
      </p>
      <Space.Compact block>
        <Input
          readOnly
          className="code"
          size="large"
          value={issued?.password ?? ''}
          aria-label={t('一次性口令', 'One-time password')}
          autoComplete="off"
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <Button size="large" icon={<CopyOutlined />} onClick={() => void copy()}>
          {isCopied ? t('已复制', 'Copied') : t('复制', 'Copy')}
        </Button>
      </Space.Compact>
      <Alert
        type="warning"
        showIcon
        style={{ marginTop: 16 }}
        title={t(
          '口令只显示这一次，关闭后任何人（包括系统管理员）都无法再看到。请当面或用可靠方式转交。',
          'This is shown once only. Afterwards nobody, not even an administrator, can see it again. Hand it on in person or by another safe way.',
        )}
      />
    </Modal>
  );
}
