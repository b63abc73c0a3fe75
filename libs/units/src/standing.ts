import type { UnitCommandOf } from './commands.js';
import { assertNotTooLongAgo, reachesClosedMonth } from './dates.js';
import type { UnitEvent } from './events.js';
import type { UnitStatus } from './kinds.js';
import { refuse } from './refusals.js';
import { districtOn, isEnded, latest, recommendationFor, type Unit } from './state.js';

export function activate(command: UnitCommandOf<'ActivateUnit'>, state: Unit): UnitEvent[] {
  const { councilId, effectiveOn = command.on } = command.data;
  const recommendation = recommendationFor(state, councilId);
  if (!recommendation) return refuse('unit/not-recommended');
  if (recommendation.recommendedBy === command.by.accountId) return refuse('unit/recommender-cannot-activate');
  if (!state.contactRef) return refuse('unit/contact-missing');
  if (latest(state).status === 'SUSPENDED') return refuse('unit/suspended');
  return change(command, state, 'ACTIVE', { type: 'UnitActivated', data: { councilId, effectiveOn } });
}

export function suspend(command: UnitCommandOf<'SuspendUnit'>, state: Unit): UnitEvent[] {
  const { effectiveOn = command.on, reason } = command.data;
  if (wasNeverActivated(state)) return refuse('unit/not-active');
  return change(command, state, 'SUSPENDED', { type: 'UnitSuspended', data: { effectiveOn, reason } });
}

export function reactivate(command: UnitCommandOf<'ReactivateUnit'>, state: Unit): UnitEvent[] {
  const { effectiveOn = command.on, reason } = command.data;
  if (wasNeverActivated(state)) return refuse('unit/not-suspended');
  return change(command, state, 'ACTIVE', { type: 'UnitReactivated', data: { effectiveOn, reason } });
}

export function withdraw(command: UnitCommandOf<'WithdrawUnit'>, state: Unit): UnitEvent[] {
  const { effectiveOn = command.on, reason, closed = false } = command.data;
  const status = closed ? 'CLOSED' : 'WITHDRAWN';
  const events = change(command, state, status, { type: 'UnitWithdrawn', data: { effectiveOn, reason, closed } });
  return events.length > 0 && command.facts.openObligations > 0 ? refuse('unit/open-obligations') : events;
}

export function merge(command: UnitCommandOf<'MergeUnit'>, state: Unit): UnitEvent[] {
  const { intoUnitId, effectiveOn = command.on, reason } = command.data;
  const { survivor, openObligations } = command.facts;
  if (state.mergedInto === intoUnitId) return [];
  if (isEnded(latest(state).status)) return refuse('unit/ended');
  if (intoUnitId === state.unitId) return refuse('unit/merge-into-itself');
  if (wasNeverActivated(state)) return refuse('unit/not-active');
  const events = change(command, state, 'MERGED', { type: 'UnitMerged', data: { intoUnitId, effectiveOn, reason } });
  if (!survivor.isActive) return refuse('unit/survivor-not-active');
  if (survivor.districtCode !== districtOn(state, effectiveOn)) return refuse('unit/survivor-elsewhere');
  return openObligations > 0 ? refuse('unit/open-obligations') : events;
}

const wasNeverActivated = (state: Unit) => ['DRAFT', 'RECOMMENDED'].includes(latest(state).status);

type ChangesStatus = UnitCommandOf<'ActivateUnit' | 'SuspendUnit' | 'ReactivateUnit' | 'WithdrawUnit' | 'MergeUnit'>;

/** The event that brings about the next status, unless the unit has it from that date on already. */
function change(command: ChangesStatus, state: Unit, to: UnitStatus, event: UnitEvent): UnitEvent[] {
  const { effectiveOn = command.on } = command.data;
  const { status, from } = latest(state);
  if (effectiveOn < from) return refuse('unit/out-of-order');
  if (status === to) return [];
  if (isEnded(status)) return refuse('unit/ended');
  assertNotTooLongAgo(effectiveOn, command);
  if (reachesClosedMonth(effectiveOn, command.facts.closedMonths)) return refuse('unit/into-closed-period');
  return [event];
}
