import { inForce } from '@lianjian/kernel/divisions';
import type { Month } from '@lianjian/kernel/period';
import type { BusinessDate } from '@lianjian/kernel/time';
import type { UnitCommandOf } from './commands.js';
import { assertNotTooLongAgo, reachesClosedMonth } from './dates.js';
import type { UnitEvent } from './events.js';
import { refuse } from './refusals.js';
import { isEnded, lastDistrict, latest, type Unit } from './state.js';

export function requestTransfer(command: UnitCommandOf<'RequestUnitTransfer'>, state: Unit): UnitEvent[] {
  const { data, facts, by, on } = command;
  const { toDistrict: to, effectiveOn = on, reason } = data;
  const from = lastDistrict(state);
  if (isEnded(latest(state).status)) return refuse('unit/ended');
  if (state.transfer?.to === to && state.transfer.effectiveOn === effectiveOn) return [];
  if (state.transfer) return refuse('unit/transfer-pending');
  if (from === to) return [];
  if (!inForce(to, effectiveOn)) return refuse('unit/district-not-in-force');
  assertTransferable(effectiveOn, facts.closedMonths, state);
  assertNotTooLongAgo(effectiveOn, command);
  return [{ type: 'UnitTransferRequested', data: { from, to, effectiveOn, requestedBy: by.accountId, reason } }];
}

export function acceptTransfer({ facts, by }: UnitCommandOf<'AcceptUnitTransfer'>, state: Unit): UnitEvent[] {
  if (!state.transfer) {
    const isHereByTransfer = state.districts.length > 1 && lastDistrict(state) === by.scope;
    return isHereByTransfer ? [] : refuse('unit/no-transfer-pending');
  }
  const { from, to, effectiveOn, requestedBy, reason } = state.transfer;
  if (requestedBy === by.accountId) return refuse('unit/transfer-requester-cannot-accept');
  // Weeks may lie between request and acceptance, and a month may have been closed meanwhile.
  assertTransferable(effectiveOn, facts.closedMonths, state);
  return [
    {
      type: 'UnitDistrictTransferred',
      data: { from, to, effectiveOn, requestedBy, acceptedBy: by.accountId, reason },
    },
  ];
}

export function declineTransfer(
  { data: { reason } }: UnitCommandOf<'DeclineUnitTransfer'>,
  { transfer }: Unit,
): UnitEvent[] {
  if (!transfer) return refuse('unit/no-transfer-pending');
  return [{ type: 'UnitTransferDeclined', data: { from: transfer.from, to: transfer.to, reason } }];
}

function assertTransferable(effectiveOn: BusinessDate, closedMonths: readonly Month[], { districts }: Unit): void {
  if (districts.some(({ from }) => from >= effectiveOn)) refuse('unit/transfer-out-of-order');
  if (reachesClosedMonth(effectiveOn, closedMonths)) refuse('unit/transfer-into-closed-period');
}
