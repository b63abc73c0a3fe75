import { useText } from '../language/language';
import type { Kind } from './found';

/** What each kind of result is called. */
export function useKindNames(): Readonly<Record<Kind, string>> {
  const t = useText();
  return {
    unit: t('成员单位', 'Units'),
    agreement: t('共建协议', 'Agreements'),
    project: t('共建项目', 'Projects'),
    activity: t('活动', 'Activities'),
  };
}
