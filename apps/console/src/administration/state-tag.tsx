import { Tag } from 'antd';
import { instantText } from '../language/format';
import { useText } from '../language/language';
import { stateOf } from './account-state';
import type { Account } from './accounts';

const COLOURS = {
  active: { color: '#17632f', background: '#e6f4ea' },
  'must-change': { color: '#7a4706', background: '#fdf1dd' },
  locked: { color: '#8c151b', background: '#fbeaea' },
  disabled: { color: '#3b414b', background: '#eef0f3' },
} as const;

/** An account's state in words, with when it ends. */
export function StateTag({ account }: Readonly<{ account: Account }>) {
  const t = useText();
  const state = stateOf(account);
  const words = {
    active: t('正常', 'Active'),
    'must-change': t('待修改口令', 'Has to change the password'),
    locked: t(`锁定至${instantText(account.lockedUntil)}`, `Locked until ${instantText(account.lockedUntil)}`),
    disabled: t('已停用', 'Disabled'),
  };
  return (
    <Tag variant="filled" style={COLOURS[state]}>
      {words[state]}
    </Tag>
  );
}
