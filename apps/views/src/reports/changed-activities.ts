import type { Month } from '@lianjian/kernel/period';
import type { Instant } from '@lianjian/kernel/time';
import type { ChangedActivitiesFacts } from '@lianjian/reporting/facts';
import { activitiesKnownAt } from './activity-facts.js';
import { type Db, knownAt } from './known-at.js';

/** From `from` (excluded) to `to`. */
type Window = Readonly<{ from: Instant; to: Instant }>;

/** An activity that had events in a window, and the instant since which they are news. */
type Touched = Readonly<{ activityId: string; since: Date }>;

/** What became known in the window about the activities of one month. */
export async function changesOfMonth(
  db: Db,
  councilId: string,
  month: Month,
  window: Window,
): Promise<ChangedActivitiesFacts> {
  const touched = await db.query<Touched[]>(
    `SELECT DISTINCT key AS "activityId", $3::timestamptz AS since FROM views.activity
      WHERE council_id = $1 AND month = $2 AND recorded_at > $3 AND recorded_at <= $4`,
    [councilId, month, window.from, window.to],
  );
  return changesOf(db, touched, window);
}

/**
 * What became known in the window about months before that one which were closed by then: 补报 and 更正. A month that was
 * itself closed within the window is asked only from its close on.
 */
export async function changesOfEarlierMonths(
  db: Db,
  councilId: string,
  month: Month,
  window: Window,
): Promise<ChangedActivitiesFacts> {
  const touched = await db.query<Touched[]>(
    `SELECT DISTINCT activity.key AS "activityId", greatest(period.cutoff, $3::timestamptz) AS since
       FROM views.activity
       JOIN views.period ON period.key = activity.council_id || '-' || activity.month
        AND ${knownAt('period', '$4::timestamptz')}
      WHERE activity.council_id = $1 AND activity.month < $2
        AND activity.recorded_at > $3 AND activity.recorded_at <= $4`,
    [councilId, month, window.from, window.to],
  );
  return changesOf(db, touched, window);
}

async function changesOf(db: Db, touched: readonly Touched[], { from, to }: Window): Promise<ChangedActivitiesFacts> {
  const wanted = touched.map(({ activityId, since }) => ({ activityId, at: since.toISOString() }));
  const [before, after, changedBy] = await Promise.all([
    activitiesKnownAt(db, wanted),
    activitiesKnownAt(
      db,
      wanted.map(({ activityId }) => ({ activityId, at: to })),
    ),
    eventsSince(db, wanted, to),
  ]);
  return { from, to, before, after, changedBy };
}

/** By activity, the events by which it is another one now; an activity keeps every event it ever had. */
async function eventsSince(
  db: Db,
  wanted: readonly Readonly<{ activityId: string; at: Instant }>[],
  to: Instant,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.query<{ activityId: string; eventIds: readonly string[] }[]>(
    `SELECT wanted.key AS "activityId",
            now.event_ids[coalesce(cardinality(was.event_ids), 0) + 1:] AS "eventIds"
       FROM unnest($1::text[], $2::timestamptz[]) AS wanted (key, at)
       JOIN views.activity AS now ON now.key = wanted.key AND ${knownAt('now', '$3::timestamptz')}
       LEFT JOIN views.activity AS was ON was.key = wanted.key AND ${knownAt('was', 'wanted.at')}`,
    [wanted.map(({ activityId }) => activityId), wanted.map(({ at }) => at), to],
  );
  return new Map(rows.map(({ activityId, eventIds }) => [activityId, eventIds]));
}
