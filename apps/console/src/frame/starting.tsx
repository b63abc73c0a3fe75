import { Spin } from 'antd';
import { useText } from '../language/language';

/** Until it is known who is there. */
export function Starting() {
  const t = useText();
  return (
    <div role="status" className="starting">
      <Spin size="large" aria-label={t('正在加载', 'Loading')} />
    </div>
  );
}
