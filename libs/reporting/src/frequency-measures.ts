import type { BusinessDate } from '@lianjian/kernel/time';
import { personTimesOf } from './activity-measures.js';
import type { ActivityFact, BaselineFact, ParticipationFact } from './facts.js';
import {
  amount,
  change,
  count,
  type Evidence,
  evidenceOf,
  type Measure,
  notComparable,
  perUnit,
  share,
} from './measure.js';
import { activeOn, type Days, type Member, unitMonths } from './members.js';

/** A unit that joined an activity, with at least one person. Guests and suspended units are none (E6, E7). */
type Joining = Readonly<{ activityId: string; unitId: string; district: string | undefined }> & Evidence;

/** M5: how many units joined at least one activity; with `among`, how many of those. */
export function participatingUnits(activities: readonly ActivityFact[], among?: readonly Member[]): Measure {
  const unitIds = among && new Set(among.map(({ unit }) => unit.unitId));
  const joined = joiningsOf(activities).filter(({ unitId }) => unitIds?.has(unitId) ?? true);
  return count('M5', new Set(joined.map(({ unitId }) => unitId)).size, evidenceOf(joined));
}

/** M6: of the units active on the day `on`, how many joined at least one activity. */
export function participationRate(
  activities: readonly ActivityFact[],
  members: readonly Member[],
  on: BusinessDate,
): Measure {
  const joined = joiningsOf(activities);
  const unitIds = new Set(joined.map(({ unitId }) => unitId));
  const active = activeOn(members, on);
  const joining = active.filter(({ unit }) => unitIds.has(unit.unitId));
  const behind = new Set(joining.map(({ unit }) => unit.unitId));
  return share(
    'M6',
    joining.length,
    active.length,
    evidenceOf(
      joined.filter(({ unitId }) => behind.has(unitId)),
      active,
    ),
  );
}

/** Unit-months of the members, three decimals. */
export const unitMonthsOf = (members: readonly Member[], range: Days, district?: string): Measure =>
  amount('UM', unitMonths(members, range, district), 3, evidenceOf(members));

/**
 * M10: joined activities per unit per month: pairs of an activity and a unit of the set that joined it / unit-months of
 * the set. With a district, the pairs recorded in it / the unit-months spent in it.
 */
export function frequency(
  activities: readonly ActivityFact[],
  members: readonly Member[],
  range: Days,
  district?: string,
): Measure {
  const unitIds = new Set(members.map(({ unit }) => unit.unitId));
  const joined = joiningsOf(activities).filter(
    (joining) => unitIds.has(joining.unitId) && (district === undefined || joining.district === district),
  );
  const pairs = new Set(joined.map(({ activityId, unitId }) => `${activityId}/${unitId}`)).size;
  return perUnit('M10', pairs, unitMonths(members, range, district), evidenceOf(joined, members));
}

/** M11: how far a frequency is from the baseline's; `—` where there is none or it is zero (E22). */
export const frequencyChange = (now: Measure, base: Measure | undefined): Measure =>
  now.value && base?.value
    ? change('M11', now.value, base.value, evidenceOf([now, base]))
    : notComparable('M11', 'PERCENT');

/** The frequency that the council set as its baseline: of all its enterprise units. */
export function baselineFrequency({ value, eventIds }: BaselineFact): Measure {
  return perUnit('M10', value.numerator, value.denominator, eventIds);
}

/** What is to be said where M11 reads `—`. */
export function missingBaselineNote(base: Measure | undefined): string | undefined {
  if (!base?.value) return '基期未设定，不可比。';
  return base.value.n === 0n ? '基期为零，不可比。' : undefined;
}

/** M31: active units that in the range neither joined an activity nor took part in an agreement or claim. */
export function silentUnits(
  activities: readonly ActivityFact[],
  members: readonly Member[],
  { from, until }: Days,
  on: BusinessDate,
): Readonly<{ measure: Measure; units: readonly Member[] }> {
  const joined = new Set(joiningsOf(activities).map(({ unitId }) => unitId));
  const units = activeOn(members, on).filter(
    ({ unit }) =>
      !joined.has(unit.unitId) &&
      !unit.engagements.some((engagement) => from <= engagement.on && engagement.on < until),
  );
  return { measure: count('M31', units.length, evidenceOf(units)), units };
}

const joiningsOf = (activities: readonly ActivityFact[]): Joining[] =>
  activities.flatMap(({ activityId, participations }) =>
    participations
      .filter(isMemberGroup)
      .map(({ unitId, district, eventIds }) => ({ activityId, unitId, district, eventIds })),
  );

const isMemberGroup = (participation: ParticipationFact): participation is ParticipationFact & { unitId: string } =>
  participation.unitId !== undefined && !participation.external && personTimesOf(participation) > 0;
