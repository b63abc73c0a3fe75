import { Typography } from 'antd';
import { useText } from '../language/language';

/** The start and end of the content hash, and a button that copies all of it. */
export function ContentHash({ hash }: Readonly<{ hash: string }>) {
  const t = useText();
  return (
    <Typography.Text
      className="code"
      title={hash}
      copyable={{ text: hash, tooltips: [t('复制完整摘要', 'Copy the whole hash'), t('已复制', 'Copied')] }}
    >
      {`${hash.slice(0, 15)}…${hash.slice(-8)}`}
    </Typography.Text>
  );
}
