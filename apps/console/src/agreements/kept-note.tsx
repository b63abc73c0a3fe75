import { Alert, Button } from 'antd';
import { instantText } from '../language/format';
import { useText } from '../language/language';

/** Says that what is shown was typed earlier and not sent, and lets go of it. */
export function KeptNote({ savedAt, discard }: Readonly<{ savedAt: string; discard: () => void }>) {
  const t = useText();
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title={t(
        `已恢复您${instantText(savedAt)}填写、尚未提交的内容`,
        `This is what you typed until ${instantText(savedAt)} and have not sent`,
      )}
      action={
        <Button size="small" onClick={discard}>
          {t('不要这些内容，重新填写', 'Discard it')}
        </Button>
      }
    />
  );
}
