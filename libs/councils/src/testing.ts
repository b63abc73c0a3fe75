import type { Command } from '@lianjian/event-sourcing/decider';
import { wish } from '@lianjian/event-sourcing/testing';
import { startOf } from '@lianjian/kernel/time';
import type { Actor, Role } from '@lianjian/permissions/actor';
import type { Candidate, CouncilCommand, CouncilCommandOf } from './commands.js';
import { council } from './decider.js';
import type { CouncilEvent } from './events.js';
import type { CouncilState } from './state.js';

// The council that the specs are about.

export const COUNCIL = 'c0000000-0000-4000-8000-000000000001';
export const UNIT = '5f0c1c5e-3a51-4c0e-9a51-6c2b6d1f0a01';
export const OTHER_UNIT = '5f0c1c5e-3a51-4c0e-9a51-6c2b6d1f0a02';
export const XUANWU = '320102';
export const QINHUAI = '320104';
export const GULOU = '320106';
export const NANJING = '320100';

const actor = (accountId: string, role: Role, scope: string): Actor => ({
  accountId,
  mandateId: `mandate-${accountId}`,
  role,
  scope,
});
export const city = actor('city-office', 'CITY', NANJING);
export const otherCity = actor('city-office-2', 'CITY', NANJING);
export const xuanwu = actor('xuanwu-office', 'DIST', XUANWU);
export const qinhuai = actor('qinhuai-office', 'DIST', QINHUAI);
export const secretariat = actor('secretariat', 'COORD', COUNCIL);
export const member = actor('member', 'UNIT', UNIT);

/** What an actor sends on a day: `as(city, '2026-03-02')('VetoMember', { unitId, reason })`. */
export const as =
  (by: Actor, today = '2026-03-02') =>
  <T extends CouncilCommand['type']>(
    type: T,
    data: CouncilCommandOf<T>['data'],
    facts?: CouncilCommandOf<T>['facts'],
  ) =>
    wish(by, startOf(today))<Command>(type, data, facts) as unknown as CouncilCommandOf<T>;

export const reason = '商圈整体改造期间';
export const identity = { councilId: COUNCIL, councilCode: 'JC-320100-2026-001' };
export const proposal: CouncilCommandOf<'ProposeCouncil'>['data'] = {
  name: '新街口商圈党建联席会',
  kind: 'BUSINESS_DISTRICT',
  leadAuthority: { name: '南京市委组织部', level: 'CITY', divisionCode: NANJING },
  hostDistricts: [XUANWU, QINHUAI, GULOU],
  meetingCadence: 'QUARTERLY',
};
export const ownProposal: CouncilCommandOf<'ProposeCouncil'>['data'] = {
  ...proposal,
  name: '示例街道大工委',
  kind: 'STREET_GRAND_WORK_COMMITTEE',
  leadAuthority: { name: '秦淮区委组织部', level: 'DISTRICT', divisionCode: QINHUAI },
  hostDistricts: [QINHUAI],
};

export const proposed: CouncilEvent = {
  type: 'CouncilProposed',
  data: { ...identity, ...proposal, proposedBy: city.accountId, proposedOn: '2026-01-05' },
};
export const ownProposed: CouncilEvent = {
  type: 'CouncilProposed',
  data: { ...identity, ...ownProposal, proposedBy: qinhuai.accountId, proposedOn: '2026-01-05' },
};
export const establishedSince = (establishedOn: string | null, establishedYear: number): CouncilEvent => ({
  type: 'CouncilEstablished',
  data: { establishedOn, establishedYear, proposedBy: city.accountId, approvedBy: otherCity.accountId },
});
export const established = establishedSince('2026-01-10', 2026);
export const founded = [proposed, established];
export const suspended: CouncilEvent = { type: 'CouncilSuspended', data: { effectiveOn: '2026-02-01', reason } };
export const dissolved: CouncilEvent = {
  type: 'CouncilDissolved',
  data: { effectiveOn: '2026-02-20', reason, proposedBy: city.accountId, approvedBy: otherCity.accountId },
};

export const candidate: Candidate = {
  isActive: true,
  districtCode: QINHUAI,
  recommendation: { districtCode: QINHUAI, recommendedBy: qinhuai.accountId, recommendedOn: '2026-01-08' },
};
/** Facts that stand in nobody's way. */
export const nothingClosed = { closedMonths: [] };
export const admitted: CouncilEvent = {
  type: 'MemberAdmitted',
  data: {
    unitId: UNIT,
    effectiveOn: '2026-01-12',
    recommendedBy: qinhuai.accountId,
    admittedBy: secretariat.accountId,
  },
};
export const memberEvent = (
  type: 'MemberSuspended' | 'MemberResumed' | 'MemberWithdrawn',
  effectiveOn: string,
): CouncilEvent => ({ type, data: { unitId: UNIT, effectiveOn, reason } });

export const term = (districtCode: string, from: string, to: string): CouncilEvent => ({
  type: 'DutyDistrictAssigned',
  data: { districtCode, from, to },
});

export const stateAfter = (...events: CouncilEvent[]): CouncilState =>
  events.reduce(council.evolve, council.initialState);
