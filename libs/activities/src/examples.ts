import type { Command } from '@lianjian/event-sourcing/decider';
import { wish } from '@lianjian/event-sourcing/testing';
import { businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { Actor, Role } from '@lianjian/permissions/actor';
import type {
  ActivityCommand,
  ActivityCommandOf,
  ActivityProfile,
  HoldingFacts,
  RecordedParticipation,
  UnitOnDay,
} from './commands.js';
import { activity } from './decider.js';
import type { ActivityEvent, ActivityEventOf } from './events.js';
import type { Activity, Counts } from './state.js';

// 政治生日 of 18 March 2026, led by a unit of 秦淮 with one of 玄武: what the specs are about.

const uuid = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
export const ACTIVITY = uuid('a');
export const OTHER_ACTIVITY = uuid('b');
export const THIRD_ACTIVITY = uuid('9');
export const COUNCIL = uuid('c');
export const OTHER_COUNCIL = uuid('d');
export const PROJECT = uuid('e');
export const AGREEMENT = uuid('f');
export const U1 = uuid('1');
export const U2 = uuid('2');
export const U3 = uuid('3');
/** Suspended on that day. */
export const U4 = uuid('4');
export const U5 = uuid('5');
export const XUANWU = '320102';
export const QINHUAI = '320104';
export const GULOU = '320106';
export const COUNCIL_DISTRICTS = [XUANWU, QINHUAI];

const actor = (accountId: string, role: Role, scope: string): Actor => ({
  accountId,
  mandateId: `mandate-${accountId}`,
  role,
  scope,
});
export const unit1 = actor('unit-1', 'UNIT', U1);
export const unit2 = actor('unit-2', 'UNIT', U2);
export const unit3 = actor('unit-3', 'UNIT', U3);
export const unit5 = actor('unit-5', 'UNIT', U5);
export const office = actor('office', 'COORD', COUNCIL);
export const colleague = actor('office-2', 'COORD', COUNCIL);
export const qinhuai = actor('qinhuai-office', 'DIST', QINHUAI);
export const gulou = actor('gulou-office', 'DIST', GULOU);
export const jianye = actor('jianye-office', 'DIST', '320105');
export const city = actor('city-office', 'CITY', '320100');

/** What an actor sends: `as(unit2)('RecordActivity', held, facts())`. */
export const as =
  (by: Actor, at: Instant = '2026-03-19T01:00:00.000Z') =>
  <T extends ActivityCommand['type']>(
    type: T,
    data: ActivityCommandOf<T>['data'],
    facts?: ActivityCommandOf<T>['facts'],
  ) =>
    wish(by, at)<Command>(type, data, facts) as unknown as ActivityCommandOf<T>;

export const unitOn = (unitId: string, over: Partial<UnitOnDay> = {}): UnitOnDay => ({
  unitId,
  districtCode: unitId === U1 || unitId === U5 ? XUANWU : unitId === U2 ? QINHUAI : GULOU,
  isMember: unitId !== U4,
  memberCountBand: '7-49',
  ...over,
});

export const facts = (over: Partial<HoldingFacts> = {}): HoldingFacts => ({
  activityId: ACTIVITY,
  councilIsEstablished: true,
  councilDistricts: COUNCIL_DISTRICTS,
  units: [U1, U2, U3, U4, U5].map((unitId) => unitOn(unitId)),
  monthClosed: false,
  knownLinks: [],
  ...over,
});

export const profile: ActivityProfile = {
  councilId: COUNCIL,
  title: '党员集体政治生日',
  kind: 'POLITICAL_BIRTHDAY',
  leadHostUnitId: U2,
  coHostUnitIds: [U1],
  startAt: '2026-03-18T06:00:00.000Z',
  endAt: '2026-03-18T08:00:00.000Z',
  place: '示例街区党群服务中心',
  coTags: ['THEME_DAY'],
  agreementIds: [],
};
export const summary = '商圈各党组织党员一起过政治生日，重温入党誓词，分享入党初心故事。';
export const reason = '签到时漏记两人，现予更正';

export const record = (over: Partial<ActivityCommandOf<'RecordActivity'>['data']> = {}) => ({
  ...profile,
  summary,
  participations: [
    { unitId: U2, onSite: 12, remote: 0 },
    { unitId: U1, onSite: 6, remote: 0 },
    { unitId: U5, onSite: 4, remote: 1, partyMembers: 4 },
  ],
  ...over,
});

const whole = {
  ...profile,
  activityId: ACTIVITY,
  hosts: [
    { unitId: U2, districtCode: QINHUAI },
    { unitId: U1, districtCode: XUANWU },
  ],
  councilDistricts: COUNCIL_DISTRICTS,
  startOn: '2026-03-18',
  enteredBy: 'HOST' as const,
};

type Holding = ActivityEventOf<'ActivityHeld'>['data'];

export const planned = (over: Partial<Holding> = {}): ActivityEventOf<'ActivityPlanned'> => ({
  type: 'ActivityPlanned',
  data: { ...whole, ...over },
});

export const held = (over: Partial<Holding> = {}): ActivityEventOf<'ActivityHeld'> => ({
  type: 'ActivityHeld',
  data: {
    ...whole,
    startOn: businessDateOf(over.startAt ?? profile.startAt),
    summary,
    late: false,
    recordedBy: unit2.accountId,
    ...over,
  },
});

export const participation = (
  unitId: string,
  counts: Counts,
  over: Partial<RecordedParticipation> = {},
): RecordedParticipation => {
  const { districtCode, isMember } = unitOn(unitId);
  return {
    key: unitId,
    unitId,
    districtCodeAtDate: districtCode,
    role: unitId === U2 ? 'HOST' : unitId === U1 ? 'CO_HOST' : 'GUEST',
    ...counts,
    external: !isMember,
    ...over,
  };
};

export const tookPart = (
  who: RecordedParticipation,
  over: Partial<ActivityEventOf<'ParticipationRecorded'>['data']> = {},
): ActivityEventOf<'ParticipationRecorded'> => ({
  type: 'ParticipationRecorded',
  data: { activityId: ACTIVITY, participation: who, flags: [], late: false, recordedBy: unit2.accountId, ...over },
});

/** U2 12, U1 6, U5 4 on site and 1 remote. */
export const done: readonly ActivityEvent[] = [
  held(),
  tookPart(participation(U2, { onSite: 12, remote: 0 })),
  tookPart(participation(U1, { onSite: 6, remote: 0 })),
  tookPart(participation(U5, { onSite: 4, remote: 1, partyMembers: 4 })),
];

/** U5's numbers: as recorded, and as they should be. */
export const before: Counts = { onSite: 4, remote: 1, partyMembers: 4 };
export const after: Counts = { onSite: 6, remote: 1, partyMembers: 4 };

export const proposed = (by: Actor = unit5, settlesDispute = false, to: Counts = after): ActivityEvent => ({
  type: 'ParticipationCorrectionProposed',
  data: { participantKey: U5, to, reason, proposedBy: by.accountId, settlesDispute },
});
export const rejected: ActivityEvent = {
  type: 'ParticipationCorrectionRejected',
  data: { participantKey: U5, reason: '与签到表不符' },
};
export const corrected = (by: Actor, approvedBy?: Actor, to: Counts = after): ActivityEvent => ({
  type: 'ParticipationCorrected',
  data: {
    participantKey: U5,
    from: before,
    to,
    reason,
    afterClose: approvedBy !== undefined,
    proposedBy: by.accountId,
    ...(approvedBy && { approvedBy: approvedBy.accountId }),
  },
});
/** A unit says so of its own headcount. */
export const disputed = (claimed = { onSite: 6, remote: 1 }, by: Actor = unit5): ActivityEvent => ({
  type: 'ParticipationDisputed',
  data: { participantKey: by.scope, claimed, reason, disputedBy: by.accountId },
});
export const resolved = (outcome: 'UPHELD' | 'CORRECTED'): ActivityEvent => ({
  type: 'ParticipationDisputeResolved',
  data: { participantKey: U5, outcome, reason },
});

export const verified: ActivityEvent = { type: 'ActivityVerified', data: { verifiedBy: office.accountId } };
export const cancelled: ActivityEvent = { type: 'ActivityCancelled', data: { reason: '场地临时停电，不再举办' } };
export const voided: ActivityEvent = { type: 'ActivityVoided', data: { reason: '误记的活动', afterClose: false } };
export const mergedInto: ActivityEvent = {
  type: 'ActivityMergedInto',
  data: { intoActivityId: OTHER_ACTIVITY, reason: '两家主办单位重复填报' },
};

export function stateAfter(...events: readonly ActivityEvent[]): Activity {
  const state = events.reduce(activity.evolve, activity.initialState);
  if (!state) throw new Error('Nothing was recorded');
  return state;
}
