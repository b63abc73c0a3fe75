import type { Command } from '@lianjian/event-sourcing/decider';
import { wish } from '@lianjian/event-sourcing/testing';
import { startOf } from '@lianjian/kernel/time';
import type { Actor, Role } from '@lianjian/permissions/actor';
import type { UnitCommand, UnitCommandOf, UnitProfile } from './commands.js';
import { unit } from './decider.js';
import type { UnitEvent } from './events.js';
import type { UnitState } from './state.js';

// The unit that the specs are about.

export const UNIT = '5f0c1c5e-3a51-4c0e-9a51-6c2b6d1f0a01';
export const SURVIVOR = '5f0c1c5e-3a51-4c0e-9a51-6c2b6d1f0a02';
export const COUNCIL = 'c0000000-0000-4000-8000-000000000001';
export const OTHER_COUNCIL = 'c0000000-0000-4000-8000-000000000002';
export const CONTACT = 'a7c1e0a2-54e4-4c55-8b5e-0d6b7f0e1c01';
export const XUANWU = '320102';
export const QINHUAI = '320104';

export const actor = (accountId: string, role: Role, scope: string): Actor => ({
  accountId,
  mandateId: `mandate-${accountId}`,
  role,
  scope,
});
export const qinhuai = actor('qinhuai-office', 'DIST', QINHUAI);
export const xuanwu = actor('xuanwu-office', 'DIST', XUANWU);
export const secretariat = actor('secretariat', 'COORD', COUNCIL);
export const liaison = actor('liaison', 'UNIT', UNIT);

/** What an actor sends on a day: `as(qinhuai, '2026-03-02')('SuspendUnit', { reason })`. */
export const as =
  (by: Actor, today = '2026-03-02') =>
  <T extends UnitCommand['type']>(type: T, data: UnitCommandOf<T>['data'], facts?: UnitCommandOf<T>['facts']) =>
    wish(by, startOf(today))<Command>(type, data, facts) as unknown as UnitCommandOf<T>;

export const profile: UnitProfile = {
  partyOrgName: '中共示例甲商贸有限公司支部委员会',
  partyOrgType: 'BRANCH',
  hostKind: 'LEGAL_ENTITY',
  hostEntities: [{ name: '示例甲商贸有限公司', uscc: '91320104DEM000022R' }],
  unitKind: 'PRIVATE',
  superiorOrgName: '秦淮区新街口商务街区党委',
  address: '示例路1号',
  memberCountBand: '7-49',
};
export const identity = { unitId: UNIT, unitNo: 'DW-320104-2026-0001' };
/** Facts that stand in nobody's way. */
export const nothingClosed = { closedMonths: [] };
export const settled = { ...nothingClosed, openObligations: 0 };
export const reason = '办公地址迁至中山路';

export const registered: UnitEvent = {
  type: 'UnitRegistered',
  data: { ...identity, districtCode: QINHUAI, contactRef: CONTACT, registeredOn: '2026-01-05', profile },
};
export const recommended: UnitEvent = {
  type: 'UnitRecommended',
  data: {
    councilId: COUNCIL,
    districtCode: QINHUAI,
    recommendedBy: qinhuai.accountId,
    recommendedOn: '2026-01-08',
  },
};
export const activated: UnitEvent = { type: 'UnitActivated', data: { councilId: COUNCIL, effectiveOn: '2026-01-12' } };
export const active = [registered, recommended, activated];
export const suspended: UnitEvent = { type: 'UnitSuspended', data: { effectiveOn: '2026-02-01', reason } };
export const reactivated: UnitEvent = { type: 'UnitReactivated', data: { effectiveOn: '2026-02-10', reason } };
export const withdrawn: UnitEvent = {
  type: 'UnitWithdrawn',
  data: { effectiveOn: '2026-02-20', reason, closed: false },
};
export const merged: UnitEvent = {
  type: 'UnitMerged',
  data: { intoUnitId: SURVIVOR, effectiveOn: '2026-02-20', reason },
};
export const requested: UnitEvent = {
  type: 'UnitTransferRequested',
  data: { from: QINHUAI, to: XUANWU, effectiveOn: '2026-03-16', requestedBy: qinhuai.accountId, reason },
};
export const transferred: UnitEvent = {
  type: 'UnitDistrictTransferred',
  data: {
    from: QINHUAI,
    to: XUANWU,
    effectiveOn: '2026-03-16',
    requestedBy: qinhuai.accountId,
    acceptedBy: xuanwu.accountId,
    reason,
  },
};

export const stateAfter = (...events: UnitEvent[]): UnitState => events.reduce(unit.evolve, unit.initialState);
