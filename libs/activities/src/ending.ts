import type { ActivityCommandOf } from './commands.js';
import type { ActivityEvent } from './events.js';
import { refuse } from './refusals.js';
import { type Activity, countable, isEnded } from './state.js';

/** What was only planned does not take place. */
export function cancel(
  { data: { reason } }: ActivityCommandOf<'CancelActivity'>,
  activity: Activity,
): readonly ActivityEvent[] {
  if (activity.status === 'CANCELLED') return [];
  if (isEnded(activity)) return refuse('activity/ended');
  if (countable(activity)) return refuse('activity/held-cannot-be-cancelled');
  return [{ type: 'ActivityCancelled', data: { reason } }];
}

/** What should never have been recorded: the office voids it while the month is open, then a district (ACT-g). */
export function annul(
  { data: { reason }, facts: { monthClosed }, by }: ActivityCommandOf<'VoidActivity'>,
  activity: Activity,
): readonly ActivityEvent[] {
  if (activity.status === 'VOIDED') return [];
  if (isEnded(activity)) return refuse('activity/ended');
  if (!countable(activity)) return refuse('activity/not-held');
  if (monthClosed && by.role !== 'DIST') return refuse('activity/closed-month-voided-by-district');
  if (!monthClosed && by.role !== 'COORD') return refuse('activity/open-month-voided-by-office');
  return [{ type: 'ActivityVoided', data: { reason, afterClose: monthClosed } }];
}
