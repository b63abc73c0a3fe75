import { type Month, monthOf } from '@lianjian/kernel/period';
import { addDays, businessDateOf } from '@lianjian/kernel/time';
import { personTimesOf } from './activity-measures.js';
import type { ActivityFact, ChangedActivitiesFacts } from './facts.js';
import { byCode, groupBy } from './grouping.js';
import { evidenceOf, type Measure, share } from './measure.js';

/** M37: of the activities, how many were entered more than `afterDays` days after they happened. */
export function lateEntryShare(activities: readonly ActivityFact[], afterDays: number): Measure {
  const late = activities.filter(({ startOn, recordedAt }) => businessDateOf(recordedAt) > addDays(startOn, afterDays));
  return share('M37', late.length, activities.length, evidenceOf(activities));
}

/** How many activities, and how many person-times; both may be negative. */
export type Tally = Readonly<{ activities: number; personTimes: number; eventIds: readonly string[] }>;

/**
 * What became known between two instants about one month, apart by nature: 补报 `late` was not there before, 更正
 * `corrected` changed or vanished of what was. `before + late + corrected = after`, to the unit (C4).
 */
export type MonthChanges = Readonly<{ month: Month; late: Tally; corrected: Tally }>;

type Delta = Readonly<{ corrects: boolean; activities: number; personTimes: number; eventIds: readonly string[] }>;

/** The changes of a council's activities, a row for each month that has any. */
export function changesByMonth(
  { before, after, changedBy }: Pick<ChangedActivitiesFacts, 'before' | 'after' | 'changedBy'>,
  councilId: string,
): MonthChanges[] {
  // The month is in the key: an activity whose date is corrected vanishes from one month and is late in another.
  const keyed = (activities: readonly ActivityFact[]) =>
    new Map(
      activities
        .filter((activity) => activity.councilId === councilId)
        .map((activity) => [`${monthOf(activity.startOn)}/${activity.activityId}`, activity]),
    );
  const was = keyed(before);
  const is = keyed(after);
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort(byCode);

  return [...groupBy(keys, (key) => key.slice(0, 7))]
    .map(([month, group]) => {
      const deltas = group.flatMap((key) => deltasOf(was.get(key), is.get(key), changedBy));
      return { month, late: tally(deltas, false), corrected: tally(deltas, true) };
    })
    .filter(({ late, corrected }) => [late, corrected].some((one) => one.activities !== 0 || one.personTimes !== 0));
}

function deltasOf(
  old: ActivityFact | undefined,
  now: ActivityFact | undefined,
  changedBy: ChangedActivitiesFacts['changedBy'],
): Delta[] {
  const oldGroups = personTimesByGroup(old);
  const nowGroups = personTimesByGroup(now);
  const groups = [...new Set([...oldGroups.keys(), ...nowGroups.keys()])];
  const eventIds = changedBy.get((now ?? old)?.activityId ?? '') ?? [];
  const deltas = [
    { corrects: old !== undefined, activities: Number(now !== undefined) - Number(old !== undefined), personTimes: 0 },
    ...groups.map((group) => ({
      corrects: oldGroups.has(group),
      activities: 0,
      personTimes: (nowGroups.get(group) ?? 0) - (oldGroups.get(group) ?? 0),
    })),
  ];
  return deltas
    .filter(({ activities, personTimes }) => activities !== 0 || personTimes !== 0)
    .map((delta) => ({ ...delta, eventIds }));
}

const personTimesByGroup = (activity: ActivityFact | undefined): Map<string, number> =>
  new Map(activity?.participations.map((participation) => [participation.key, personTimesOf(participation)]));

function tally(deltas: readonly Delta[], corrects: boolean): Tally {
  const own = deltas.filter((delta) => delta.corrects === corrects);
  return {
    activities: own.reduce((sum, delta) => sum + delta.activities, 0),
    personTimes: own.reduce((sum, delta) => sum + delta.personTimes, 0),
    eventIds: evidenceOf(own),
  };
}
