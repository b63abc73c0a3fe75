import { businessDateSql, type Known, type WorkRule } from './work-rule.js';

/** How long after the close a report may be generated. */
const SETTLING = "interval '60 seconds'";

const council = (known: Known) =>
  `JOIN views.council council ON council.key = period.council_id AND ${known('council')}`;

/** SQL: the months of the reader's council that are over, from the first with an activity or a close on. */
const monthsOver = (known: Known) => `CROSS JOIN LATERAL (
    SELECT least((SELECT activity.month FROM views.activity activity
        WHERE activity.council_id = council.key AND ${known('activity')} AND activity.countable
        ORDER BY activity.month LIMIT 1), min(closed.month)) AS first, max(closed.month) AS last_closed
      FROM views.period closed WHERE closed.council_id = council.key AND ${known('closed')}) AS span
  CROSS JOIN LATERAL (SELECT to_char(day, 'YYYY-MM') AS month, to_char(day + interval '1 month', 'YYYY-MM-DD') AS over_on
    FROM generate_series(CAST(span.first || '-01' AS timestamp), CAST(:today AS timestamp) - interval '1 month', '1 month') AS day
    ) AS over`;

/** What waits about months and their reports. */
export const periodWork: readonly WorkRule[] = [
  {
    operation: 'closePeriod',
    roles: ['COORD'],
    subject: 'council',
    join: monthsOver,
    where: (known) => `council.key = :viewerScope AND over.month < :thisMonth
      AND NOT EXISTS (SELECT FROM views.period closed WHERE closed.key = council.key || '-' || over.month AND ${known('closed')})
      AND (over.month > span.last_closed OR EXISTS (SELECT FROM views.activity activity
        WHERE activity.council_id = council.key AND activity.month = over.month AND ${known('activity')}
          AND activity.countable))`,
    since: 'over.over_on',
    dueWithMonth: 'over.month',
    kind: 'period',
    code: 'over.month',
    detail: { month: 'over.month' },
    note: () => '该月已结束，尚未关账，由联席会办公室关账。',
  },
  {
    operation: 'generateReport',
    roles: ['COORD'],
    subject: 'period',
    join: council,
    where: (known) => `period.council_id = :viewerScope AND period.cutoff + ${SETTLING} <= :now
      AND NOT EXISTS (SELECT FROM views.report_version version
        WHERE version.period_id = period.key AND version.report_code = 'R-01' AND ${known('version')})`,
    since: businessDateSql('period.closed_at'),
    detail: { month: 'period.month', reportCode: "'R-01'" },
    note: () => '该月已关账，跨区活动月报尚未生成。',
  },
  {
    operation: 'publishReport',
    roles: ['COORD'],
    subject: 'period',
    join: (known) => `${council(known)}
      JOIN views.report_version version ON version.period_id = period.key AND ${known('version')}`,
    where: () => `period.council_id = :viewerScope AND version.published_at IS NULL
      AND version.prepared_by <> :viewerAccount`,
    since: businessDateSql('version.recorded_at'),
    detail: { month: 'period.month', reportCode: 'version.report_code' },
    note: () => '报表已编制待发布，须由编制人以外的人员审阅后发布。',
  },
];
