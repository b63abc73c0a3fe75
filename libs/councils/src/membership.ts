import type { BusinessDate } from '@lianjian/kernel/time';
import type { CouncilCommandOf } from './commands.js';
import type { CouncilEvent } from './events.js';
import type { MemberStatus } from './kinds.js';
import { refuse } from './refusals.js';
import { type Council, latestStatus } from './state.js';

export function admit({ data, facts, by, on }: CouncilCommandOf<'AdmitMember'>, state: Council): CouncilEvent[] {
  const { unitId, effectiveOn = on } = data;
  const { isActive, districtCode, recommendation } = facts.candidate;
  const membership = state.members[unitId]?.at(-1);

  assertEstablished(state);
  if (effectiveOn < (membership?.from ?? establishedOn(state))) return refuse('council/out-of-order');
  if (membership?.status === 'ACTIVE') return [];
  if (membership?.status === 'SUSPENDED') return refuse('council/member-suspended');

  if (state.vetoed.includes(unitId)) return refuse('council/member-vetoed');
  if (!isActive) return refuse('council/unit-not-active');
  if (!recommendation) return refuse('council/not-recommended');
  if (recommendation.districtCode !== districtCode) return refuse('council/recommended-elsewhere');
  if (recommendation.recommendedBy === by.accountId) return refuse('council/recommender-cannot-admit');
  const { level, divisionCode } = state.leadAuthority;
  if (level === 'DISTRICT' && districtCode !== divisionCode) return refuse('council/needs-city-lead');

  const { recommendedBy } = recommendation;
  return [{ type: 'MemberAdmitted', data: { unitId, effectiveOn, recommendedBy, admittedBy: by.accountId } }];
}

export function veto({ data: { unitId, reason } }: CouncilCommandOf<'VetoMember'>, state: Council): CouncilEvent[] {
  const membership = state.members[unitId]?.at(-1);
  if (state.vetoed.includes(unitId)) return [];
  if (latestStatus(state) === 'DISSOLVED') return refuse('council/dissolved');
  if (membership && membership.status !== 'WITHDRAWN') return refuse('council/already-a-member');
  return [{ type: 'MemberVetoed', data: { unitId, reason } }];
}

export function suspendMember({ data, on }: CouncilCommandOf<'SuspendMember'>, state: Council): CouncilEvent[] {
  const { unitId, effectiveOn = on, reason } = data;
  const suspended: CouncilEvent = { type: 'MemberSuspended', data: { unitId, effectiveOn, reason } };
  return change(state, unitId, 'SUSPENDED', effectiveOn, suspended);
}

export function resumeMember({ data, facts, on }: CouncilCommandOf<'ResumeMember'>, state: Council): CouncilEvent[] {
  const { unitId, effectiveOn = on, reason } = data;
  const resumed: CouncilEvent = { type: 'MemberResumed', data: { unitId, effectiveOn, reason } };
  const events = change(state, unitId, 'ACTIVE', effectiveOn, resumed);
  return events.length > 0 && !facts.unitIsActive ? refuse('council/unit-not-active') : events;
}

export function withdrawMember({ data, on }: CouncilCommandOf<'WithdrawMember'>, state: Council): CouncilEvent[] {
  const { unitId, effectiveOn = on, reason } = data;
  const withdrawn: CouncilEvent = { type: 'MemberWithdrawn', data: { unitId, effectiveOn, reason } };
  return change(state, unitId, 'WITHDRAWN', effectiveOn, withdrawn);
}

/** The event that brings about a member's next status, unless it has it from that date on already. */
function change(
  state: Council,
  unitId: string,
  to: MemberStatus,
  effectiveOn: BusinessDate,
  event: CouncilEvent,
): CouncilEvent[] {
  const membership = state.members[unitId]?.at(-1);
  if (!membership) return refuse('council/not-a-member');
  if (effectiveOn < membership.from) return refuse('council/out-of-order');
  if (membership.status === to) return [];
  if (latestStatus(state) === 'DISSOLVED') return refuse('council/dissolved');
  return membership.status === 'WITHDRAWN' ? refuse('council/member-withdrawn') : [event];
}

const NOT_AT_WORK = {
  PREPARING: 'council/not-established',
  SUSPENDED: 'council/suspended',
  DISSOLVED: 'council/dissolved',
} as const;

/** Throws unless the council is at work. */
export function assertEstablished(state: Council): void {
  const status = latestStatus(state);
  if (status !== 'ESTABLISHED') refuse(NOT_AT_WORK[status]);
}

const establishedOn = ({ statuses }: Council): BusinessDate =>
  (statuses.find(({ status }) => status === 'ESTABLISHED') as Council['statuses'][number]).from;
