import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../language/language';

/** Until it is known who is there; says so when that takes long. */
export function Starting() {
  const t = useText();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 4_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="starting">
      <div>
        <Spin size="large" aria-label={t('正在加载', 'Loading')} />
        {isSlow && <p>{t('还没有连上服务，正在重试。', 'The service is not reached yet; trying again.')}</p>}
      </div>
    </div>
  );
}
