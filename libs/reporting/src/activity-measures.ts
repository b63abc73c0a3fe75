import { largestRemainder } from '@lianjian/kernel/formatting';
import { Fraction } from 'fraction.js';
import type { ActivityFact, ParticipationFact } from './facts.js';
import { byCode, groupBy } from './grouping.js';
import { count, type Evidence, evidenceOf, headcount, type Measure, share } from './measure.js';

/**
 * How a jointly hosted activity is told to districts (C8). LEAD: to its lead host's. INVOLVED: to every host's, each
 * fully. SHARED: to every host's, in equal parts.
 */
export const lenses = { LEAD: '牵头', INVOLVED: '涉及', SHARED: '分摊' } as const;
export type Lens = keyof typeof lenses;

/** The row of person-times whose district nobody recorded. */
export const UNKNOWN_DISTRICT = 'UNKNOWN';

/** M3's headcount of one group: on site and remote. */
export const personTimesOf = ({ onSite, remote }: ParticipationFact): number => onSite + remote;

/** Districts of the hosts, each once. */
export const hostDistrictsOf = ({ hosts }: ActivityFact): string[] => [
  ...new Set(hosts.map(({ district }) => district)),
];

/** M1: how many activities. */
export const activityCount = (activities: readonly ActivityFact[]): Measure =>
  count('M1', activities.length, evidenceOf(activities));

/**
 * M2: activities of each district under a lens, with a row for each of `districts` whether or not it has any. SHARED
 * rows are exact, and shown so that they sum to M1.
 */
export function activitiesByDistrict(
  activities: readonly ActivityFact[],
  lens: Lens,
  districts: readonly string[] = [],
): Map<string, Measure> {
  const shares = activities.flatMap((activity) =>
    districtsUnder(lens, activity).map((district, _, { length }) => ({
      district,
      part: new Fraction(1, lens === 'SHARED' ? length : 1),
      eventIds: activity.eventIds,
    })),
  );
  const byDistrict = groupBy(shares, ({ district }) => district);
  const codes = [...new Set([...districts, ...byDistrict.keys()])].sort(byCode);
  const sums = codes.map((code) =>
    (byDistrict.get(code) ?? []).reduce((sum, { part }) => sum.add(part), new Fraction(0)),
  );
  const texts = largestRemainder(sums, lens === 'SHARED' ? 2 : 0);
  return new Map(
    codes.map((code, i): [string, Measure] => {
      const sum = sums[i] as Fraction;
      const format = lens === 'SHARED' ? 'DECIMAL' : 'COUNT';
      const eventIds = evidenceOf(byDistrict.get(code) ?? []);
      return [code, { id: 'M2', format, numerator: sum, value: sum, text: texts[i] as string, eventIds }];
    }),
  );
}

/** M3: person-times, never persons; who came with two units is two (E26). `by` picks on-site or remote ones only (E11). */
export function personTimes(activities: readonly ActivityFact[], by = personTimesOf): Measure {
  return sumOf('M3', participationsOf(activities), by);
}

/**
 * M4: person-times of each district as recorded on the day, with a row for each of `districts` whether or not it has
 * any, and one for UNKNOWN_DISTRICT where needed.
 */
export function personTimesByDistrict(
  activities: readonly ActivityFact[],
  districts: readonly string[] = [],
): Map<string, Measure> {
  const groups = groupBy(participationsOf(activities), ({ district = UNKNOWN_DISTRICT }) => district);
  const codes = [...new Set([...districts, ...groups.keys()])].sort(byCode);
  return new Map(codes.map((code) => [code, sumOf('M4', groups.get(code) ?? [])]));
}

/** M7: activities that groups from two districts or more took part in. */
export function crossDistrictActivities(activities: readonly ActivityFact[]): Measure {
  const crossing = activities.filter(isCrossDistrict);
  return count('M7', crossing.length, evidenceOf(crossing, participationsOf(crossing)));
}

/** M8: M7 / M1. */
export const crossDistrictShare = (activities: readonly ActivityFact[]): Measure =>
  share('M8', activities.filter(isCrossDistrict).length, activities.length, evidenceOf(activities));

/**
 * M9: person-times from another district than the lead host's / M3. Strict: from a district that no host is of.
 * Those of unknown district are in M3 only (E7).
 */
export function crossDistrictPersonTimesShare(activities: readonly ActivityFact[], strict = false): Measure {
  let crossing = 0;
  for (const activity of activities) {
    const own = strict ? hostDistrictsOf(activity) : [activity.leadHost.district];
    for (const participation of activity.participations) {
      if (participation.district !== undefined && !own.includes(participation.district)) {
        crossing += personTimesOf(participation);
      }
    }
  }
  const all = participationsOf(activities);
  return share('M9', crossing, total(all), evidenceOf(all));
}

/** C14: how many of the counted activities are VERIFIED. */
export const verifiedShare = (activities: readonly ActivityFact[]): Measure =>
  share('VERIFIED', activities.filter(({ verified }) => verified).length, activities.length, evidenceOf(activities));

const districtsUnder = (lens: Lens, activity: ActivityFact): string[] =>
  lens === 'LEAD' ? [activity.leadHost.district] : hostDistrictsOf(activity);

const isCrossDistrict = ({ participations }: ActivityFact): boolean =>
  new Set(
    participations
      .filter((participation) => personTimesOf(participation) > 0)
      .flatMap(({ district }) => (district === undefined ? [] : [district])),
  ).size >= 2;

const participationsOf = (activities: readonly ActivityFact[]): ParticipationFact[] =>
  activities.flatMap(({ participations }) => participations);

const total = (participations: readonly ParticipationFact[], by = personTimesOf): number =>
  participations.reduce((sum, participation) => sum + by(participation), 0);

const sumOf = (
  id: 'M3' | 'M4',
  participations: readonly (ParticipationFact & Evidence)[],
  by = personTimesOf,
): Measure => headcount(id, total(participations, by), evidenceOf(participations));
