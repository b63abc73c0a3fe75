import { businessDateSql, type Known, type WorkRule } from './work-rule.js';

const participation = (known: Known) =>
  `JOIN views.participation participation ON participation.activity_id = activity.key AND ${known('participation')}`;
const whoWas = 'views.participation was WHERE was.key = participation.key';
const sinceSaid = (what: 'dispute' | 'proposal') =>
  `(SELECT ${businessDateSql('min(was.recorded_at)')} FROM ${whoWas} AND was.${what} = participation.${what})`;

/** What waits about activities and who took part in them. */
export const activityWork: readonly WorkRule[] = [
  {
    operation: 'recordActivity',
    roles: ['UNIT'],
    subject: 'activity',
    where: () => `activity.unit_ids @> ARRAY[:viewerScope] AND activity.status = 'PLANNED' AND activity.start_at < :now
      AND activity.hosts @> jsonb_build_array(jsonb_build_object('unitId', CAST(:viewerScope AS text)))
      AND activity.start_on >= to_char(CAST(:today AS date) - 365, 'YYYY-MM-DD')`,
    since: 'activity.start_on',
    dueWithMonth: 'activity.month',
    note: () => '本单位主办的活动已过计划的开始时间，请登记开展情况；未开展的请取消。',
  },
  {
    operation: 'approveParticipationCorrection',
    roles: ['DIST'],
    subject: 'activity',
    join: (known) => `${participation(known)} AND participation.proposal IS NOT NULL
      JOIN views.council council ON council.key = activity.council_id AND ${known('council')}`,
    where: () => `activity.countable AND (council.host_districts @> ARRAY[:viewerScope]
      OR activity.hosts @> jsonb_build_array(jsonb_build_object('districtCode', CAST(:viewerScope AS text))))`,
    since: sinceSaid('proposal'),
    detail: { participantKey: 'participation.participant_key' },
    note: () => '活动所在月份已关账，更正参与人次须经组织部门批准，主办区或联席会成员区有权批准。',
  },
  {
    operation: 'resolveDispute',
    roles: ['COORD'],
    subject: 'activity',
    join: (known) => `${participation(known)} AND participation.dispute IS NOT NULL`,
    where: () => 'activity.council_id = :viewerScope AND activity.countable AND participation.proposal IS NULL',
    since: sinceSaid('dispute'),
    detail: { participantKey: 'participation.participant_key' },
    note: () => '参与单位对登记的人次提出异议，由联席会办公室处理。',
  },
];
