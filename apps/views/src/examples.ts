import { held, participation, planned, tookPart } from '@lianjian/activities/examples';
import * as agreements from '@lianjian/agreements/testing';
import type { CouncilEvent } from '@lianjian/councils/events';
import { established, proposal } from '@lianjian/councils/testing';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { Instant } from '@lianjian/kernel/time';
import * as periods from '@lianjian/periods/examples';
import * as projects from '@lianjian/projects/testing';
import type { UnitEvent } from '@lianjian/units/events';
import { profile } from '@lianjian/units/testing';

/*
 * A council of 玄武 and 秦淮 with a bank, a mall and a theatre; a school of 鼓楼 that was recommended, not admitted, and
 * once came along; and another council in another city, of which nobody in the first one is told anything. Its
 * neighbours, a council that 秦淮 hosts alone, are written separately.
 */

const uuid = (group: string, nr: number) => `${group.repeat(8)}-0000-4000-8000-${String(nr).padStart(12, '0')}`;
export const COUNCIL = uuid('c', 1);
export const FAR_COUNCIL = uuid('c', 2);
export const NEXT_COUNCIL = uuid('c', 3);
export const BANK = uuid('b', 1);
export const MALL = uuid('b', 2);
export const SCHOOL = uuid('b', 3);
export const FAR_UNIT = uuid('b', 4);
export const FAR_PARTNER = uuid('b', 5);
export const THEATRE = uuid('b', 6);
export const HOTEL = uuid('b', 7);
export const LIBRARY = uuid('b', 8);
export const AGREEMENT = uuid('a', 1);
export const FAR_AGREEMENT = uuid('a', 2);
export const NEXT_AGREEMENT = uuid('a', 3);
export const PROJECT = uuid('d', 1);
export const FAR_PROJECT = uuid('d', 2);
export const NEXT_PROJECT = uuid('d', 3);
export const BIRTHDAY = uuid('e', 1);
export const BIRTHDAY_AGAIN = uuid('e', 2);
export const LECTURE = uuid('e', 3);
export const FAR_ACTIVITY = uuid('e', 4);
export const NEXT_ACTIVITY = uuid('e', 5);

export const XUANWU = '320102';
export const QINHUAI = '320104';
export const GULOU = '320106';
export const GUSU = '320508';
const DISTRICTS: Readonly<Record<string, string>> = {
  [BANK]: XUANWU,
  [MALL]: QINHUAI,
  [SCHOOL]: GULOU,
  [FAR_UNIT]: GUSU,
  [FAR_PARTNER]: GUSU,
  [THEATRE]: QINHUAI,
  [HOTEL]: QINHUAI,
  [LIBRARY]: XUANWU,
};
const HOSTS: Readonly<Record<string, string[]>> = {
  [COUNCIL]: [XUANWU, QINHUAI],
  [NEXT_COUNCIL]: [QINHUAI],
  [FAR_COUNCIL]: [GUSU],
};

export const reason = '商圈整体改造期间暂停';

export const registeredUnit = (unitId: string, nr: number, name: string): UnitEvent => ({
  type: 'UnitRegistered',
  data: {
    unitId,
    unitNo: `DW-${DISTRICTS[unitId]}-2026-000${nr}`,
    districtCode: DISTRICTS[unitId] as string,
    registeredOn: '2026-01-05',
    profile: { ...profile, partyOrgName: name },
  },
});
const recommended = (unitId: string, councilId: string): UnitEvent => ({
  type: 'UnitRecommended',
  data: {
    councilId,
    districtCode: DISTRICTS[unitId] as string,
    recommendedBy: 'office',
    recommendedOn: '2026-01-06',
  },
});
const unit = (unitId: string, councilId: string, nr: number, name: string): UnitEvent[] => [
  registeredUnit(unitId, nr, name),
  recommended(unitId, councilId),
  { type: 'UnitActivated', data: { councilId, effectiveOn: '2026-01-07' } },
];
export const admitted = (unitId: string): CouncilEvent => ({
  type: 'MemberAdmitted',
  data: { unitId, effectiveOn: '2026-01-12', recommendedBy: 'office', admittedBy: 'secretariat' },
});
export const council = (councilId: string, nr: number, name: string, hostDistricts: string[]): CouncilEvent[] => [
  {
    type: 'CouncilProposed',
    data: {
      ...{ ...proposal, councilId, councilCode: `JC-320100-2026-00${nr}`, name, hostDistricts },
      ...{ proposedBy: 'city-office', proposedOn: '2026-01-05' },
    },
  },
  established,
];

/** In force since 20 January 2026: `giver` owes six, `taker` two. */
export function agreementBetween(
  giver: string,
  taker: string,
  councilId: string,
  no: string,
  projectIds: string[] = [],
) {
  const over = {
    parties: [agreements.party(giver), agreements.party(taker)],
    obligations: [agreements.obligation('o1', giver), agreements.obligation('o2', taker, { targetQty: 2 })],
    projectIds,
  };
  const partyUnits = [giver, taker].map((unitId) => ({
    ...agreements.partyUnit(unitId),
    districtCode: DISTRICTS[unitId] as string,
  }));
  return agreements.inForce(over).map((event): DomainEvent => {
    if (event.type === 'AgreementDrafted') {
      return { ...event, data: { ...event.data, agreementNo: no, councilId, partyUnits } };
    }
    return event.type === 'AgreementTextFrozen' ? { ...event, data: { ...event.data, partyUnits } } : event;
  });
}
export const fulfilled = (obligationId: string, unitId: string, quantity: number): DomainEvent => ({
  type: 'ObligationFulfilled',
  data: {
    ...{ obligationId, unitId, quantity, fulfilledOn: '2026-03-20', reportedBy: 'clerk' },
    evidence: { note: '举办专场一次' },
  },
});
export const confirmed = (
  obligationId: string,
  confirmingUnitId: string,
  quantity: number,
  met: boolean,
): DomainEvent => ({
  type: 'ObligationConfirmed',
  data: { obligationId, confirmingUnitId, quantity, confirmedQty: quantity, met, on: '2026-03-22' },
});

const activity = (
  activityId: string,
  councilId: string,
  lead: string,
  others: readonly string[],
  startAt: Instant,
) => ({
  activityId,
  councilId,
  leadHostUnitId: lead,
  coHostUnitIds: [...others],
  hosts: [lead, ...others].map((unitId) => ({ unitId, districtCode: DISTRICTS[unitId] as string })),
  councilDistricts: HOSTS[councilId] as string[],
  startAt,
  endAt: new Date(Date.parse(startAt) + 7_200_000).toISOString(),
});
export const came = (activityId: string, unitId: string, onSite: number, role: 'HOST' | 'CO_HOST' | 'GUEST') =>
  tookPart(
    participation(
      unitId,
      { onSite, remote: 0 },
      { role, districtCodeAtDate: DISTRICTS[unitId], external: unitId === SCHOOL },
    ),
    { activityId },
  );

export const birthday = activity(BIRTHDAY, COUNCIL, BANK, [MALL], '2026-03-18T06:00:00.000Z');
const again = {
  ...activity(BIRTHDAY_AGAIN, COUNCIL, BANK, [], '2026-03-18T06:30:00.000Z'),
  title: '党员集体政治生日会',
};
const lecture = { ...activity(LECTURE, COUNCIL, MALL, [], '2026-04-09T06:00:00.000Z'), title: '商圈消费维权报告会' };
const next = activity(NEXT_ACTIVITY, NEXT_COUNCIL, HOTEL, [], '2026-03-10T06:00:00.000Z');
const far = activity(FAR_ACTIVITY, FAR_COUNCIL, FAR_UNIT, [], '2026-03-18T06:00:00.000Z');

export const closedMonth = (councilId: string, districts: string[], month = '2026-03'): DomainEvent => ({
  ...periods.closed,
  data: { ...periods.closed.data, councilId, districts, month },
});

type Written = readonly [stream: string, events: readonly DomainEvent[]];

/** All of it, in the order in which it was written. */
export const written: readonly Written[] = [
  [`unit-${BANK}`, unit(BANK, COUNCIL, 1, '中共示例银行新街口支行支部委员会')],
  [`unit-${MALL}`, unit(MALL, COUNCIL, 2, '中共示例百货有限公司支部委员会')],
  [`unit-${SCHOOL}`, unit(SCHOOL, COUNCIL, 3, '中共示例中学支部委员会').slice(0, 2)],
  [`unit-${THEATRE}`, unit(THEATRE, COUNCIL, 6, '中共示例剧院支部委员会')],
  [`unit-${FAR_UNIT}`, unit(FAR_UNIT, FAR_COUNCIL, 4, '中共示例丝绸有限公司支部委员会')],
  [
    `council-${COUNCIL}`,
    [
      ...council(COUNCIL, 1, '新街口商圈党建联席会', [XUANWU, QINHUAI]),
      admitted(BANK),
      admitted(MALL),
      admitted(THEATRE),
      { type: 'MemberVetoed', data: { unitId: SCHOOL, reason } },
    ],
  ],
  [`council-${FAR_COUNCIL}`, [...council(FAR_COUNCIL, 2, '观前商圈党建联席会', [GUSU]), admitted(FAR_UNIT)]],
  [`agreement-${AGREEMENT}`, agreementBetween(BANK, MALL, COUNCIL, 'GJ-320102-2026-0001', [PROJECT])],
  [`agreement-${FAR_AGREEMENT}`, agreementBetween(FAR_UNIT, FAR_PARTNER, FAR_COUNCIL, 'GJ-320508-2026-0001')],
  [
    `project-${PROJECT}`,
    [
      projects.proposed({
        ...{ councilId: COUNCIL, districts: [XUANWU, QINHUAI], leadDistrict: XUANWU },
        ...{ leadUnitId: BANK, partnerUnitIds: [MALL] },
      }),
      projects.registered('2026-02-10', [QINHUAI], 'XM-320102-2026-0001'),
      projects.consented(QINHUAI),
      projects.linked(AGREEMENT),
      projects.started(),
    ],
  ],
  [
    `project-${FAR_PROJECT}`,
    [
      projects.proposed({
        ...{ councilId: FAR_COUNCIL, districts: [GUSU], leadDistrict: GUSU },
        ...{ leadUnitId: FAR_UNIT, partnerUnitIds: [] },
      }),
    ],
  ],
  [
    `activity-${BIRTHDAY}`,
    [
      planned({ ...birthday, projectId: PROJECT, agreementIds: [AGREEMENT] }),
      held({ ...birthday, projectId: PROJECT, agreementIds: [AGREEMENT] }),
      came(BIRTHDAY, BANK, 12, 'HOST'),
      came(BIRTHDAY, MALL, 6, 'CO_HOST'),
      came(BIRTHDAY, SCHOOL, 4, 'GUEST'),
    ],
  ],
  [`activity-${BIRTHDAY_AGAIN}`, [held(again), came(BIRTHDAY_AGAIN, BANK, 11, 'HOST')]],
  [`activity-${LECTURE}`, [held(lecture), came(LECTURE, MALL, 30, 'HOST')]],
  [`activity-${FAR_ACTIVITY}`, [held(far), came(FAR_ACTIVITY, FAR_UNIT, 20, 'HOST')]],
  [`period-${COUNCIL}-2026-03`, [closedMonth(COUNCIL, [XUANWU, QINHUAI]), periods.generated()]],
  [`period-${FAR_COUNCIL}-2026-03`, [closedMonth(FAR_COUNCIL, [GUSU])]],
];

/**
 * In the same city, after all that: a council with a hotel that was recommended to both and joined this one; and of the
 * first council, a library that has left it and a theatre that is suspended.
 */
export const neighbours: readonly Written[] = [
  [`unit-${HOTEL}`, [...unit(HOTEL, NEXT_COUNCIL, 7, '中共示例酒店有限公司支部委员会'), recommended(HOTEL, COUNCIL)]],
  [`unit-${LIBRARY}`, unit(LIBRARY, COUNCIL, 8, '中共示例图书馆支部委员会')],
  [`council-${NEXT_COUNCIL}`, [...council(NEXT_COUNCIL, 3, '夫子庙商圈党建联席会', [QINHUAI]), admitted(HOTEL)]],
  [
    `council-${COUNCIL}`,
    [
      admitted(LIBRARY),
      { type: 'MemberWithdrawn', data: { unitId: LIBRARY, effectiveOn: '2026-04-10', reason } },
      { type: 'MemberSuspended', data: { unitId: THEATRE, effectiveOn: '2026-04-10', reason } },
    ],
  ],
  [`agreement-${NEXT_AGREEMENT}`, agreementBetween(HOTEL, BANK, NEXT_COUNCIL, 'GJ-320104-2026-0001')],
  [
    `project-${NEXT_PROJECT}`,
    [
      projects.proposed({
        ...{ councilId: NEXT_COUNCIL, districts: [QINHUAI], leadDistrict: QINHUAI },
        ...{ leadUnitId: HOTEL, partnerUnitIds: [] },
      }),
    ],
  ],
  [`activity-${NEXT_ACTIVITY}`, [held(next), came(NEXT_ACTIVITY, HOTEL, 15, 'HOST')]],
  [`activity-${LECTURE}`, [came(LECTURE, LIBRARY, 3, 'GUEST')]],
  [`period-${NEXT_COUNCIL}-2026-03`, [closedMonth(NEXT_COUNCIL, [QINHUAI])]],
];
