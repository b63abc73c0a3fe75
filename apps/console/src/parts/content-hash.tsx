import { Typography } from 'antd';
import { useText } from '../language/language';

/** The hash of a content, short, to be copied whole. */
export function ContentHash({ value }: Readonly<{ value: string }>) {
  const t = useText();
  return (
    <Typography.Text
      className="code"
      copyable={{ text: value, tooltips: [t('复制指纹', 'Copy the content hash'), t('已复制', 'Copied')] }}
    >
      <span title={value}>{value.replace('sha256:', '').slice(0, 12)}…</span>
    </Typography.Text>
  );
}
