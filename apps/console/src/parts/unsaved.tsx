import { Modal } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useText } from '../language/language';

/**
 * Asks before a page with unsent content is left. Render what it returns. `isKept`: the page finds it again when one
 * comes back to it in this tab, so that only closing the tab loses it.
 */
export function useUnsaved(isDirty: boolean, isKept = false): ReactNode {
  const t = useText();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && !isKept && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={t('内容还没有提交', 'Not sent yet')}
      okText={t('离开', 'Leave')}
      cancelText={t('留在本页', 'Stay')}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {t('离开本页后，填写的内容将不再保留在页面上。', 'What you typed will be gone from this page.')}
    </Modal>
  );
}
