import type { Schemas } from '../api/client';
import type { Text } from '../language/language';

type OnePager = Schemas['UnitOnePager'];
type Owed = OnePager['owes'][number];

const numberText = (value: number) => value.toLocaleString('zh-CN');

/** Overdue first, then what is due soonest. */
export const byUrgency = (owes: readonly Owed[]): Owed[] =>
  owes.toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || a.dueOn.localeCompare(b.dueOn));

/** What the unit did, in a sentence with the totals. */
export function didSentence({ activities, hosted, onSite, remote, total }: OnePager['did']['totals'], t: Text): string {
  if (activities === 0) return t('本期没有参加活动。', 'No activity in this period.');
  const joined = activities - hosted;
  const parts = [
    hosted > 0 && t(`主办或联合主办${hosted}项`, `hosted ${hosted}`),
    joined > 0 && t(`参加${joined}项`, `joined ${joined}`),
  ].filter(Boolean);
  return t(
    `活动${activities}项，其中${parts.join('、')}；本单位参加${numberText(total)}人次（现场${numberText(onSite)}、线上${numberText(remote)}）。`,
    `${activities} activities: ${parts.join(', ')}; ${total} person-times of this unit (${onSite} on site, ${remote} remote).`,
  );
}

/** What one side fulfilled for the other. */
export function deliveredSentence(deliveries: OnePager['gave'], isOwn: boolean, t: Text): string {
  if (deliveries.length === 0) {
    return isOwn
      ? t('本期没有报告过履约。', 'Nothing was reported as fulfilled in this period.')
      : t('本期没有收到对方的履约。', 'Nothing was received in this period.');
  }
  const agreements = new Set(deliveries.map(({ agreementId }) => agreementId)).size;
  return isOwn
    ? t(
        `按${agreements}份协议履行了${deliveries.length}项义务。`,
        `${deliveries.length} obligations of ${agreements} agreements.`,
      )
    : t(
        `共建单位按${agreements}份协议履行了${deliveries.length}项义务。`,
        `${deliveries.length} obligations of ${agreements} agreements, by partners.`,
      );
}

/** What is still owed today, whatever the period. */
export function owesSentence(owes: readonly Owed[], t: Text): string {
  const overdue = owes.filter((each) => each.overdue).length;
  if (owes.length === 0) return t('截至今日，没有尚未履行的义务。', 'As of today nothing is owed.');
  return overdue === 0
    ? t(`截至今日，还有${owes.length}项义务未完成，均未到期。`, `As of today ${owes.length} are owed, none overdue.`)
    : t(
        `截至今日，还有${owes.length}项义务未完成，其中${overdue}项已逾期。`,
        `As of today ${owes.length} are owed, ${overdue} of them overdue.`,
      );
}
