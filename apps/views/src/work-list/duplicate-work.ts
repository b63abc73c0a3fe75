import { businessDateOf } from '@lianjian/kernel/time';
import { asOf as knownAsOf, whereAsOf } from '@lianjian/projections/as-of';
import type { DataSource } from 'typeorm';
import { ActivityRow } from '../activities/activity.view.js';
import { pairsAmong } from '../activities/possible-duplicates.js';
import { where } from '../reading.js';
import { visible } from '../visibility.js';
import type { WorkItem } from './work-item.js';
import { type Desk, itemOf } from './work-rule.js';

const RULE = {
  operation: 'mergeActivity',
  subject: 'activity',
  note: (other: string) => `与“${other}”可能是同一活动的两次登记，请核对；确属重复的由联席会办公室合并。`,
} as const;

/** The records that may well be of one activity, while the office may still unite them: in months that are open. */
export async function duplicateWork(db: DataSource, desk: Desk, limit: number): Promise<WorkItem[]> {
  const { actor, asOf } = desk;
  if (actor.role !== 'COORD') return [];
  const activities = whereAsOf(db.getRepository(ActivityRow).createQueryBuilder('activity'), asOf)
    .andWhere('activity.council_id = :councilId AND activity.countable', { councilId: actor.scope })
    .andWhere(`NOT EXISTS (SELECT FROM views.period closed
      WHERE closed.key = activity.council_id || '-' || activity.month AND ${knownAsOf('closed', asOf)})`)
    .limit(2 * limit);
  const pairs = await pairsAmong(where(activities, visible(actor, 'activity', asOf)), asOf);
  return pairs.map(([first, second]) => {
    const [told] = [first, second]
      .map(({ heldRecordedAt }) => heldRecordedAt ?? '')
      .sort()
      .slice(-1);
    return itemOf(
      {
        ...{ id: first.key, code: null, title: first.title, councilId: first.councilId },
        ...{ dueOn: null, dueWithMonth: first.month, since: told ? businessDateOf(told) : null },
        ...{ about: second.title, part: null, detail: { otherActivityId: second.key } },
      },
      RULE,
      desk,
    );
  });
}
