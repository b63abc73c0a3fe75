import type { ActivityKind } from '@lianjian/activities/codes';
import { held, participation, tookPart } from '@lianjian/activities/examples';
import type { CouncilEvent } from '@lianjian/councils/events';
import { establishedSince, proposal } from '@lianjian/councils/testing';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { Instant } from '@lianjian/kernel/time';
import type { PeriodEvent } from '@lianjian/periods/events';
import type { UnitEvent } from '@lianjian/units/events';
import type { UnitKind } from '@lianjian/units/kinds';
import { profile } from '@lianjian/units/testing';

// March 2026 of a council of three districts: four enterprises and an institution of public service, one of which moves
// from 秦淮 to 玄武 on the 16th, a sixth that joins on the 20th, and five activities, one of them entered after the close.

const uuid = (group: string, nr: number) => `${group.repeat(8)}-0000-4000-8000-${String(nr).padStart(12, '0')}`;

export const COUNCIL = uuid('c', 35);
const [U1, U2, U3, U4, U5, U6] = [1, 2, 3, 4, 5, 6].map((nr) => uuid('5', nr)) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const [A1, A2, A3, A4, A5] = [1, 2, 3, 4, 5].map((nr) => uuid('a', nr)) as [string, string, string, string, string];
export const units = { U1, U2, U3, U4, U5, U6 };
export const activities = { A1, A2, A3, A4, A5 };

export const XUANWU = '320102';
export const QINHUAI = '320104';
export const GULOU = '320106';
export const DISTRICTS = [XUANWU, QINHUAI, GULOU];

/** When the month was closed: on the fifth working day of April. */
export const CLOSE: Instant = '2026-04-08T10:00:00.000Z';
/** When A3 was entered. */
export const LATE: Instant = '2026-04-20T02:00:00.000Z';

const unit = (unitId: string, nr: number, districtCode: string, unitKind: UnitKind = 'PRIVATE'): UnitEvent[] => [
  {
    type: 'UnitRegistered',
    data: {
      ...{ unitId, unitNo: `DW-${districtCode}-2026-000${nr}`, districtCode, registeredOn: '2026-01-05' },
      profile: { ...profile, partyOrgName: `中共示例第${nr}商贸有限公司支部委员会`, unitKind },
    },
  },
  {
    type: 'UnitRecommended',
    data: { councilId: COUNCIL, districtCode, recommendedBy: 'district', recommendedOn: '2026-01-06' },
  },
  { type: 'UnitActivated', data: { councilId: COUNCIL, effectiveOn: '2026-01-07' } },
];

export const admitted = (unitId: string, effectiveOn: string): CouncilEvent => ({
  type: 'MemberAdmitted',
  data: { unitId, effectiveOn, recommendedBy: 'district', admittedBy: 'secretariat' },
});

/** That a month was closed at that instant. */
export const closed = (month: string, at: Instant): PeriodEvent => ({
  type: 'ReportingPeriodClosed',
  data: { councilId: COUNCIL, month, districts: DISTRICTS, closedAt: at, cutoff: at, dueOn: '2026-04-08' },
});

type Group = readonly [unitId: string, district: string, onSite: number];
type Host = readonly [unitId: string, district: string];
type Told = Readonly<{ title: string; kind: ActivityKind; startAt: Instant; late?: boolean }>;

/** An activity that was held, the lead host first. */
export function record(
  activityId: string,
  { title, kind, startAt, late = false }: Told,
  hosts: readonly [Host, ...Host[]],
  groups: readonly Group[],
): readonly [stream: string, events: readonly DomainEvent[]] {
  const hostUnits = hosts.map(([unitId, districtCode]) => ({ unitId, districtCode }));
  const endAt = new Date(Date.parse(startAt) + 7_200_000).toISOString();
  const [leadHostUnitId = '', ...coHostUnitIds] = hostUnits.map(({ unitId }) => unitId);
  return [
    `activity-${activityId}`,
    [
      held({
        ...{ activityId, councilId: COUNCIL, title, kind, startAt, endAt, late },
        ...{ leadHostUnitId, coHostUnitIds, hosts: hostUnits, councilDistricts: DISTRICTS },
      }),
      ...groups.map(([unitId, districtCodeAtDate, onSite]) =>
        tookPart(participation(unitId, { onSite, remote: 0 }, { districtCodeAtDate, role: 'GUEST', external: false }), {
          ...{ activityId, late },
        }),
      ),
    ],
  ];
}

type Written = readonly [at: Instant, stream: string, events: readonly DomainEvent[]];

const at = (instant: Instant, [stream, events]: readonly [string, readonly DomainEvent[]]): Written => [
  instant,
  stream,
  events,
];

const forum = record(
  A1,
  { title: '示例·初心论坛', kind: 'FORUM', startAt: '2026-03-05T06:00:00.000Z' },
  [[U3, GULOU]],
  [
    [U1, XUANWU, 10],
    [U2, QINHUAI, 8],
    [U3, GULOU, 20],
    [U5, QINHUAI, 4],
  ],
);
const birthday = record(
  A2,
  { title: '示例·政治生日', kind: 'POLITICAL_BIRTHDAY', startAt: '2026-03-18T06:00:00.000Z' },
  [
    [U2, QINHUAI],
    [U1, XUANWU],
  ],
  [
    [U1, XUANWU, 6],
    [U2, QINHUAI, 12],
    [U5, XUANWU, 5],
  ],
);
const lecture = record(
  A3,
  { title: '示例·雨花精神报告会', kind: 'REPORT_MEETING', startAt: '2026-03-28T06:00:00.000Z', late: true },
  [[U1, XUANWU]],
  [
    [U1, XUANWU, 30],
    [U3, GULOU, 9],
    [U4, GULOU, 7],
  ],
);
const nightShelter = record(
  A4,
  { title: '示例·夜间驿站服务', kind: 'VOLUNTEER', startAt: '2026-03-31T16:30:00.000Z' },
  [[U2, QINHUAI]],
  [[U2, QINHUAI, 5]],
);
const [, [wouldBeHeld]] = record(
  A5,
  { title: '示例·户外宣讲', kind: 'OTHER', startAt: '2026-03-25T06:00:00.000Z' },
  [[U1, XUANWU]],
  [],
);
const planOf = ({ data }: DomainEvent): DomainEvent => {
  const { summary: _, late: __, recordedBy: ___, ...plan } = data as Record<string, unknown>;
  return { type: 'ActivityPlanned', data: plan };
};

/** All of it up to 20 April, in the order in which it was written. */
export const written: readonly Written[] = [
  [
    '2026-01-05T02:00:00.000Z',
    `council-${COUNCIL}`,
    [
      {
        type: 'CouncilProposed',
        data: {
          ...proposal,
          ...{ name: '示例商圈党建联席会', hostDistricts: DISTRICTS, proposedBy: 'city-1', proposedOn: '2026-01-05' },
          ...{ councilId: COUNCIL, councilCode: 'JC-320100-2026-035' },
        },
      },
      establishedSince('2019-01-01', 2019),
      {
        type: 'ParticipationBaselineSet',
        data: {
          ...{ period: '2026-02', origin: 'DECLARED', value: { numerator: 789, denominator: 500 }, qualifier: 'ABOUT' },
          source: '示例材料',
        },
      },
    ],
  ],
  ['2026-01-07T02:00:00.000Z', `unit-${U1}`, unit(U1, 1, XUANWU)],
  ['2026-01-07T02:00:00.000Z', `unit-${U2}`, unit(U2, 2, QINHUAI)],
  ['2026-01-07T02:00:00.000Z', `unit-${U3}`, unit(U3, 3, GULOU)],
  ['2026-01-07T02:00:00.000Z', `unit-${U4}`, unit(U4, 4, GULOU, 'PUBLIC')],
  ['2026-01-07T02:00:00.000Z', `unit-${U5}`, unit(U5, 5, QINHUAI)],
  ['2026-01-07T02:00:00.000Z', `unit-${U6}`, unit(U6, 6, QINHUAI)],
  [
    '2026-01-12T02:00:00.000Z',
    `council-${COUNCIL}`,
    [U1, U2, U3, U4, U5].map((unitId) => admitted(unitId, '2026-01-12')),
  ],
  at('2026-03-06T02:00:00.000Z', forum),
  [
    '2026-03-10T02:00:00.000Z',
    `unit-${U5}`,
    [
      {
        type: 'UnitDistrictTransferred',
        data: {
          ...{ from: QINHUAI, to: XUANWU, effectiveOn: '2026-03-16' },
          ...{ requestedBy: 'qinhuai', acceptedBy: 'xuanwu', reason: '办公地址迁至中山路' },
        },
      },
    ],
  ],
  at('2026-03-19T02:00:00.000Z', birthday),
  ['2026-03-20T02:00:00.000Z', `council-${COUNCIL}`, [admitted(U6, '2026-03-20')]],
  ['2026-03-21T02:00:00.000Z', `activity-${A5}`, [planOf(wouldBeHeld as DomainEvent)]],
  ['2026-03-24T02:00:00.000Z', `activity-${A5}`, [{ type: 'ActivityCancelled', data: { reason: '当日暴雨预警' } }]],
  at('2026-04-01T02:00:00.000Z', nightShelter),
  [CLOSE, `period-${COUNCIL}-2026-03`, [closed('2026-03', CLOSE)]],
  at(LATE, lecture),
];
