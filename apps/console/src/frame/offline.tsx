import { onlineManager } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../language/language';

/** Says that the connection is gone while it is. */
export function Offline() {
  const t = useText();
  const [isOnline, setOnline] = useState(onlineManager.isOnline());
  useEffect(() => onlineManager.subscribe(setOnline), []);
  if (isOnline) return null;
  return (
    <div role="status">
      <Alert
        banner
        type="warning"
        title={t(
          '网络已断开。页面上是断开前的内容，恢复后自动更新；填写的内容不会丢失。',
          'You are offline. What you see is from before; it updates when you are back, and what you typed is kept.',
        )}
      />
    </div>
  );
}
