import { isPossibleDuplicate, type Likeness } from '@lianjian/activities/similarity';
import { asOf as knownAsOf } from '@lianjian/projections/as-of';
import type { SelectQueryBuilder } from 'typeorm';
import type { ActivityRow } from './activity.view.js';

// The database leaves the few that start together under one host; how alike their titles are is asked of those.
const STANDING = ['PLANNED', 'HELD', 'VERIFIED'];
const hasNeighbour = (asOf: string | undefined) => `EXISTS (SELECT FROM views.activity other
  WHERE other.council_id = activity.council_id AND other.month = activity.month AND ${knownAsOf('other', asOf)}
    AND other.lead_host_unit_id = activity.lead_host_unit_id AND other.key <> activity.key
    AND other.start_at BETWEEN activity.start_at - interval '2 hours' AND activity.start_at + interval '2 hours')`;

type Pair = readonly [ActivityRow, ActivityRow];

/** ACT-d: the pairs among these activities that may well be one, the earlier first. */
export async function pairsAmong(
  activities: SelectQueryBuilder<ActivityRow>,
  asOf: string | undefined,
): Promise<readonly Pair[]> {
  const rows = await activities
    .andWhere('activity.status IN (:...standing)', { standing: STANDING })
    .andWhere(hasNeighbour(asOf))
    .orderBy('activity.startAt')
    .addOrderBy('activity.key')
    .getMany();
  return rows.flatMap((first, index) =>
    rows.slice(index + 1).flatMap((second): Pair[] => (areAlike(first, second) ? [[first, second]] : [])),
  );
}

/** ACT-d: those among the activities that may well be the same as this one. */
export async function duplicatesOf(
  row: ActivityRow,
  activities: SelectQueryBuilder<ActivityRow>,
): Promise<readonly ActivityRow[]> {
  if (!STANDING.includes(row.status)) return [];
  const { councilId, month, leadHostUnitId } = row;
  const others = await activities
    .andWhere('activity.council_id = :councilId AND activity.month = :month', { councilId, month })
    .andWhere('activity.lead_host_unit_id = :leadHostUnitId', { leadHostUnitId })
    .andWhere('activity.status IN (:...standing)', { standing: STANDING })
    .orderBy('activity.startAt')
    .addOrderBy('activity.key')
    .getMany();
  return others.filter((other) => areAlike(row, other));
}

const areAlike = (a: ActivityRow, b: ActivityRow) => isPossibleDuplicate(likenessOf(a), likenessOf(b));

const likenessOf = ({ key: activityId, leadHostUnitId, startAt, title }: ActivityRow): Likeness => ({
  activityId,
  leadHostUnitId,
  startAt,
  title,
});
