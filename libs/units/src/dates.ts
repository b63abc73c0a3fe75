import { type Month, monthOf } from '@lianjian/kernel/period';
import { addDays, type BusinessDate, businessDateOf } from '@lianjian/kernel/time';
import type { UnitCommand } from './commands.js';
import { refuse } from './refusals.js';

export const todayOf = ({ at }: Pick<UnitCommand, 'at'>): BusinessDate => businessDateOf(at);

/** E28: nobody dates a change back by more than a year. */
export function assertNotTooLongAgo(effectiveOn: BusinessDate, command: Pick<UnitCommand, 'at'>): void {
  if (effectiveOn < addDays(todayOf(command), -365)) refuse('unit/too-long-ago');
}

/** Whether a change from that date on would alter what a closed month says. */
export const reachesClosedMonth = (effectiveOn: BusinessDate, closedMonths: readonly Month[]): boolean =>
  closedMonths.some((month) => month >= monthOf(effectiveOn));
