import { addDays, businessDateOf } from '@lianjian/kernel/time';
import type { Schemas } from '../api/client';
import { dateText, timeText } from '../language/format';
import { currentLanguage, type Text } from '../language/language';

type Summary = Pick<Schemas['ActivitySummary'], 'status' | 'countable' | 'hosts' | 'startAt' | 'endAt' | 'startOn'>;

/** The districts of those who host it, each once. */
export const hostDistricts = ({ hosts }: Pick<Summary, 'hosts'>): string[] => [
  ...new Set(hosts.map(({ districtCode }) => districtCode)),
];

/** Why an activity is in no figures; undefined for one that is. */
export function whyNotCounted({ status, countable }: Pick<Summary, 'status' | 'countable'>, t: Text) {
  if (countable) return undefined;
  switch (status) {
    case 'PLANNED':
      return t('尚未开展，不计入统计', 'Not held yet: not counted');
    case 'CANCELLED':
      return t('已取消，不计入统计', 'Cancelled: not counted');
    case 'VOIDED':
      return t('已作废，不计入统计', 'Voided: not counted');
    case 'MERGED':
      return t('已并入另一条记录，由该记录计入统计', 'Merged: the other record counts');
    default:
      return t('不计入统计', 'Not counted');
  }
}

/** 2026年10月28日 14:00–16:00, in Shanghai; 次日00:30 or the date only where it ends on another day. */
export function spanText({ startAt, endAt }: Pick<Summary, 'startAt' | 'endAt'>): string {
  const [first, last] = [businessDateOf(startAt), businessDateOf(endAt)];
  const isNextDay = currentLanguage() === 'zh' && last === addDays(first, 1);
  const end = isNextDay ? '次日' : last === first ? '' : `${dateText(last)} `;
  return `${dateText(first)} ${timeText(startAt)}–${end}${timeText(endAt)}`;
}
