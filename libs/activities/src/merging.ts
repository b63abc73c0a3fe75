import { monthOf } from '@lianjian/kernel/period';
import { businessDateOf } from '@lianjian/kernel/time';
import type { ActivityCommandOf, MergeableActivity, RecordedParticipation } from './commands.js';
import type { ActivityEvent } from './events.js';
import { roleOf } from './holding.js';
import { refuse } from './refusals.js';
import { startTogether } from './similarity.js';
import { type Activity, countable, countsOf, type Host, isEnded, sameCounts, totalOf } from './state.js';

/** ACT-d, E2: one activity that was entered twice becomes one record; a district unites what is closed (ACT-g). */
export function merge(
  { data: { fromActivityId, reason }, facts: { other, monthClosed }, by }: ActivityCommandOf<'MergeActivity'>,
  activity: Activity,
): readonly ActivityEvent[] {
  if (activity.mergedFrom.includes(fromActivityId)) return [];
  if (isEnded(activity)) return refuse('activity/ended');
  if (!countable(activity)) return refuse('activity/not-held');
  if (fromActivityId === activity.activityId) return refuse('activity/merge-into-itself');
  // That another council has such an activity is not this office's to know.
  if (other?.councilId !== activity.councilId) return refuse('activity/merge-unknown');
  if (!other.countable && other.mergedInto !== activity.activityId) return refuse('activity/merge-not-counted');
  if (!startTogether(activity.startAt, other.startAt)) return refuse('activity/merge-apart');
  // Around the midnight of a month's end one record may be of a month that is closed, the other not.
  if (monthOf(businessDateOf(other.startAt)) !== monthOf(activity.startOn)) return refuse('activity/merge-other-month');
  // Past this point both are of one council and one month: what is closed for one is closed for the other.
  if (monthClosed && by.role !== 'DIST') return refuse('activity/closed-month-needs-district');
  if (!monthClosed && by.role !== 'COORD') return refuse('activity/open-month-merged-by-office');
  const data = { fromActivityId, ...united(activity, other), reason, afterClose: monthClosed };
  return [{ type: 'ActivityMerged', data: { ...data, enteredByAccounts: other.enteredBy } }];
}

/** The other side of a merger, by the service alone. It comes first: a record is gone into one other only. */
export function markMerged(
  { data }: ActivityCommandOf<'MarkActivityMerged'>,
  activity: Activity,
): readonly ActivityEvent[] {
  if (activity.mergedInto === data.intoActivityId) return [];
  if (!countable(activity)) return refuse('activity/merge-not-counted');
  return [{ type: 'ActivityMergedInto', data }];
}

/** Everybody of both records once, each with the larger of its two headcounts as a whole; never a sum. */
function united(mine: Activity, theirs: MergeableActivity) {
  const isNewHost = ({ unitId }: Host) => !mine.hosts.some((host) => host.unitId === unitId);
  const hosts = [...mine.hosts, ...theirs.hosts.filter(isNewHost)];
  const differing: string[] = [];
  const kept = mine.participations.map((my) => {
    const their = theirs.participations.find((each) => isSame(each, my));
    if (!their || sameCounts(my, their)) return my;
    differing.push(my.key);
    const { partyMembers: _, ...participant } = my;
    return { ...participant, ...countsOf(totalOf(their) > totalOf(my) ? their : my) };
  });
  // Guests are numbered within their record.
  let guests = mine.participations.filter(isGuest).length;
  const added = theirs.participations
    .filter((their) => !mine.participations.some((each) => isSame(each, their)))
    .map((their) => {
      if (!isGuest(their)) return their;
      guests += 1;
      return { ...their, key: `guest-${guests}` };
    });
  const participations = [...kept, ...added].map((each) => ({ ...each, role: roleOf(each.unitId, hosts) }));
  return { hosts, participations, differing };
}

const isGuest = ({ guestName }: RecordedParticipation): boolean => guestName !== undefined;

/** Whether the two stand for the same unit or the same guest. */
const isSame = (a: RecordedParticipation, b: RecordedParticipation): boolean =>
  a.unitId === b.unitId && a.guestName === b.guestName;
