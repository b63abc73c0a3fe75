import { monthOf } from '@lianjian/kernel/period';
import { addDays, type BusinessDate, businessDateOf } from '@lianjian/kernel/time';
import type { CouncilCommandOf } from './commands.js';
import type { CouncilEvent } from './events.js';
import type { MemberStatus } from './kinds.js';
import { refuse } from './refusals.js';
import { type Council, latestStatus, leftOn } from './state.js';

export function admit(command: CouncilCommandOf<'AdmitMember'>, state: Council): CouncilEvent[] {
  const { data, facts, by, on } = command;
  const { unitId, effectiveOn = on } = data;
  const { isActive, districtCode, recommendation } = facts.candidate;
  const membership = state.members[unitId]?.at(-1);

  assertEstablished(state);
  if (effectiveOn < (membership?.from ?? establishedOn(state))) return refuse('council/out-of-order');
  if (membership?.status === 'ACTIVE') return [];
  if (membership?.status === 'SUSPENDED') return refuse('council/member-suspended');

  if (!isActive) return refuse('council/unit-not-active');
  if (!recommendation) return refuse('council/not-recommended');
  const { recommendedBy, recommendedOn } = recommendation;
  if (recommendedOn <= (state.vetoed[unitId] ?? '')) return refuse('council/member-vetoed');
  if (recommendedOn < (leftOn(state, unitId) ?? '')) return refuse('council/recommended-before-leaving');
  if (recommendation.districtCode !== districtCode) return refuse('council/recommended-elsewhere');
  if (recommendedBy === by.accountId) return refuse('council/recommender-cannot-admit');
  const { level, divisionCode } = state.leadAuthority;
  if (level === 'DISTRICT' && districtCode !== divisionCode) return refuse('council/needs-city-lead');
  assertDateable(command);

  return [{ type: 'MemberAdmitted', data: { unitId, effectiveOn, recommendedBy, admittedBy: by.accountId } }];
}

/** A veto answers the recommendations up to its day; a later one is a new case, which the city may veto in turn. */
export function veto({ data, on }: CouncilCommandOf<'VetoMember'>, state: Council): CouncilEvent[] {
  const { unitId, reason } = data;
  const membership = state.members[unitId]?.at(-1);
  if (on <= (state.vetoed[unitId] ?? '')) return [];
  if (latestStatus(state) === 'DISSOLVED') return refuse('council/dissolved');
  if (membership && membership.status !== 'WITHDRAWN') return refuse('council/already-a-member');
  return [{ type: 'MemberVetoed', data: { unitId, reason, vetoedOn: on } }];
}

export function suspendMember(command: CouncilCommandOf<'SuspendMember'>, state: Council): CouncilEvent[] {
  const { unitId, effectiveOn = command.on, reason } = command.data;
  return change(command, state, 'SUSPENDED', { type: 'MemberSuspended', data: { unitId, effectiveOn, reason } });
}

export function resumeMember(command: CouncilCommandOf<'ResumeMember'>, state: Council): CouncilEvent[] {
  const { unitId, effectiveOn = command.on, reason } = command.data;
  const resumed: CouncilEvent = { type: 'MemberResumed', data: { unitId, effectiveOn, reason } };
  const events = change(command, state, 'ACTIVE', resumed);
  return events.length > 0 && !command.facts.unitIsActive ? refuse('council/unit-not-active') : events;
}

export function withdrawMember(command: CouncilCommandOf<'WithdrawMember'>, state: Council): CouncilEvent[] {
  const { unitId, effectiveOn = command.on, reason } = command.data;
  return change(command, state, 'WITHDRAWN', { type: 'MemberWithdrawn', data: { unitId, effectiveOn, reason } });
}

/** The event that brings about a member's next status, unless it has it from that date on already. */
function change(
  command: CouncilCommandOf<'SuspendMember' | 'ResumeMember' | 'WithdrawMember'>,
  state: Council,
  to: MemberStatus,
  event: CouncilEvent,
): CouncilEvent[] {
  const { unitId, effectiveOn = command.on } = command.data;
  const membership = state.members[unitId]?.at(-1);
  if (!membership) return refuse('council/not-a-member');
  if (effectiveOn < membership.from) return refuse('council/out-of-order');
  if (membership.status === to) return [];
  if (latestStatus(state) === 'DISSOLVED') return refuse('council/dissolved');
  if (membership.status === 'WITHDRAWN') return refuse('council/member-withdrawn');
  assertDateable(command);
  return [event];
}

/** Throws for what is dated back more than a year (E28) or would alter what a closed month says (C3). */
function assertDateable(
  command: CouncilCommandOf<'AdmitMember' | 'SuspendMember' | 'ResumeMember' | 'WithdrawMember'>,
): void {
  const { data, facts, at, on } = command;
  const { effectiveOn = on } = data;
  if (effectiveOn < addDays(businessDateOf(at), -365)) refuse('council/too-long-ago');
  if (facts.closedMonths.some((month) => month >= monthOf(effectiveOn))) refuse('council/into-closed-period');
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
