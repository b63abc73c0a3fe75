import { sinceSame, todaysOf, type WorkRule } from './work-rule.js';

const districtToday = `coalesce(${todaysOf('unit', 'districts', 'code')}, unit.district_code)`;

/** SQL: the latest recommendation of the unit to the reader's council. */
const recommendation =
  () => `CROSS JOIN LATERAL (SELECT entry->>'recommendedBy' AS by, entry->>'recommendedOn' AS on_date,
    entry->>'districtCode' AS district
  FROM jsonb_array_elements(unit.recommendations) WITH ORDINALITY AS each_of (entry, nr)
  WHERE entry->>'councilId' = :viewerScope ORDER BY nr DESC LIMIT 1) AS recommendation`;

/** SQL: that no month is closed of those that the transfer would alter. */
const reachesNoClosedMonth = (known: (alias: string) => string) => `NOT EXISTS (SELECT FROM views.period closed
  WHERE ${known('closed')} AND closed.month >= left(unit.transfer->>'effectiveOn', 7)
    AND unit.recommendations @> jsonb_build_array(jsonb_build_object('councilId', closed.council_id)))`;

/** What waits about units. */
export const unitWork: readonly WorkRule[] = [
  {
    operation: 'recommendUnit',
    roles: ['DIST'],
    subject: 'unit',
    where: () => `unit.status = 'DRAFT' AND ${districtToday} = :viewerScope`,
    since: "unit.statuses->-1->>'from'",
    note: () => '本区登记的单位尚未推荐，请审核后推荐。',
  },
  {
    operation: 'acceptUnitTransfer',
    roles: ['DIST'],
    subject: 'unit',
    where: (known) => `unit.transfer->>'to' = :viewerScope AND unit.transfer->>'requestedBy' <> :viewerAccount
      AND ${reachesNoClosedMonth(known)}`,
    since: sinceSame('unit', 'transfer'),
    about: "unit.transfer->>'effectiveOn'",
    note: (effectiveOn) => `该单位申请自${effectiveOn}起迁入本区，请确认是否接收。`,
  },
  {
    operation: 'activateUnit',
    roles: ['COORD'],
    subject: 'unit',
    join: recommendation,
    where: () => `unit.status = 'RECOMMENDED' AND unit.has_contact AND recommendation.by <> :viewerAccount`,
    since: 'recommendation.on_date',
    councilId: ':viewerScope',
    note: () => '该单位已获推荐加入本联席会，请核对后转为正式成员单位。',
  },
  {
    operation: 'admitMember',
    roles: ['COORD'],
    subject: 'unit',
    join: (known) => `${recommendation()}
      JOIN views.council council ON council.key = :viewerScope AND ${known('council')}
      LEFT JOIN views.member member ON member.key = council.key || '/' || unit.key AND ${known('member')}`,
    where: () => `council.status = 'ESTABLISHED' AND ${todaysOf('unit', 'statuses', 'status')} = 'ACTIVE'
      AND recommendation.by <> :viewerAccount AND recommendation.district = ${districtToday}
      AND (council.proposal->'leadAuthority'->>'level' <> 'DISTRICT'
        OR council.proposal->'leadAuthority'->>'divisionCode' = ${districtToday})
      AND (member.key IS NULL
        OR member.status = 'WITHDRAWN' AND recommendation.on_date >= member.statuses->-1->>'from'
        OR member.status = 'VETOED' AND recommendation.on_date > ${sinceVetoed()}
          AND recommendation.on_date >= coalesce(member.statuses->-1->>'from', ''))`,
    since: "greatest(recommendation.on_date, unit.statuses->-1->>'from')",
    councilId: ':viewerScope',
    note: () => '该单位已是正式成员单位并获推荐，尚未吸纳为本联席会成员，请办理吸纳。',
  },
];

/** SQL: the day of the veto, which the row does not hold: a veto is the last thing that became of it. */
function sinceVetoed(): string {
  return `to_char(member.recorded_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
}
