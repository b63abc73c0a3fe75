import fc from 'fast-check';
import { Fraction } from 'fraction.js';
import {
  activitiesByDistrict,
  activityCount,
  crossDistrictActivities,
  crossDistrictPersonTimesShare,
  personTimes,
  personTimesByDistrict,
  UNKNOWN_DISTRICT,
} from './activity-measures.js';
import type { ActivityFact, ParticipationFact } from './facts.js';
import { changesByMonth } from './lateness.js';
import type { Measure } from './measure.js';
import { membersOf, unitMonths } from './members.js';
import { buildActivityReport } from './r01-activity.js';
import { buildParticipationReport } from './r02-participation.js';
import { termsOf } from './terms.js';
import { activity, asking, council, GULOU, guests, host, PUKOU, QINHUAI, unit, XUANWU } from './testing.js';

const units = ['U1', 'U2', 'U3', 'U4', 'U5'].map((id, i) =>
  unit(id, [XUANWU, QINHUAI, GULOU, XUANWU, QINHUAI][i] as string),
);
const districts = [XUANWU, QINHUAI, GULOU, PUKOU];
const district = fc.constantFrom(...districts);
const aHost = fc.record({ unitId: fc.constantFrom(...units.map(({ unitId }) => unitId)), district });
const headcounts = { onSite: fc.nat(50), remote: fc.nat(20) };

const memberGroup = fc
  .record({ unitId: fc.constantFrom(...units.map(({ unitId }) => unitId)), district, ...headcounts })
  .map((fields): ParticipationFact => ({ ...fields, key: fields.unitId, external: false, eventIds: [] }));
const guestGroup = fc
  .record({ key: fc.uuid(), district: fc.option(district, { nil: undefined }), count: fc.nat(50) })
  .map(({ key, district: code, count }) => guests(key, count, code));
const groups = fc.uniqueArray(fc.oneof(memberGroup, guestGroup), { maxLength: 6, selector: ({ key }) => key });

const heldIn = (month: string): fc.Arbitrary<ActivityFact> =>
  fc
    .record({
      id: fc.uuid(),
      day: fc.integer({ min: 1, max: 28 }),
      hosts: fc.array(aHost, { minLength: 1, maxLength: 4 }),
      groups,
      verified: fc.boolean(),
    })
    .map(({ id, day, hosts: [lead = host('U1', XUANWU), ...others], groups: joined, verified }) =>
      activity(id, `${month}-${String(day).padStart(2, '0')}`, [lead, ...others], joined, { verified }),
    );
const activitiesOf = (month: string) =>
  fc.uniqueArray(heldIn(month), { maxLength: 12, selector: ({ activityId }) => activityId });
const march = activitiesOf('2026-03');

const sumOf = (rows: Iterable<Measure>) =>
  [...rows].reduce((sum, { numerator }) => sum.add(numerator), new Fraction(0));
const exactly = (value: Fraction) => value.toFraction();

describe('Whatever the activities', () => {
  const holds = (property: (activities: ActivityFact[]) => void) => () =>
    fc.assert(fc.property(march, property), { numRuns: 200 });

  it(
    'LEAD rows add up to M1',
    holds((activities) => {
      const sum = sumOf(activitiesByDistrict(activities, 'LEAD').values());
      expect(exactly(sum)).toBe(exactly(activityCount(activities).numerator));
    }),
  );

  it(
    'SHARED rows add up to M1, exactly and as shown',
    holds((activities) => {
      const rows = [...activitiesByDistrict(activities, 'SHARED', districts).values()];
      expect(exactly(sumOf(rows))).toBe(String(activities.length));
      const shown = rows.reduce((sum, { text }) => sum.add(text), new Fraction(0));
      expect(exactly(shown)).toBe(String(activities.length));
    }),
  );

  it(
    'INVOLVED rows are each at most M1 and together at least M1',
    holds((activities) => {
      const rows = [...activitiesByDistrict(activities, 'INVOLVED').values()];
      expect(rows.every(({ numerator }) => numerator.lte(activities.length))).toBe(true);
      expect(sumOf(rows).gte(activities.length)).toBe(true);
    }),
  );

  it(
    'M4 rows add up to M3, those of unknown district among them',
    holds((activities) => {
      const rows = personTimesByDistrict(activities);
      expect(exactly(sumOf(rows.values()))).toBe(exactly(personTimes(activities).numerator));
      const unknown = activities
        .flatMap(({ participations }) => participations)
        .filter((participation) => participation.district === undefined)
        .reduce((sum, { onSite, remote }) => sum + onSite + remote, 0);
      expect(Number(rows.get(UNKNOWN_DISTRICT)?.numerator ?? 0)).toBe(unknown);
    }),
  );

  it(
    'M7 is at most M1, and M9 strict at most M9',
    holds((activities) => {
      expect(crossDistrictActivities(activities).numerator.lte(activities.length)).toBe(true);
      const [plain, strict] = [false, true].map((it) => crossDistrictPersonTimesShare(activities, it).numerator);
      expect((strict as Fraction).lte(plain as Fraction)).toBe(true);
    }),
  );

  it('counts and person-times of disjoint months add up', () =>
    fc.assert(
      fc.property(march, activitiesOf('2026-04'), (first, second) => {
        const both = [...first, ...second];
        for (const measure of [activityCount, personTimes, crossDistrictActivities]) {
          const parts = measure(first).numerator.add(measure(second).numerator);
          expect(exactly(measure(both).numerator)).toBe(exactly(parts));
        }
      }),
    ));

  it('the order of rows does not matter', () =>
    fc.assert(
      fc.property(
        march.chain((rows) => fc.tuple(fc.constant(rows), shuffled(rows))),
        shuffled(units),
        ([activities, shuffledActivities], shuffledUnits) => {
          const request = asking('2026-03', { lens: 'SHARED' });
          const facts = { council, baselineActivities: [] };
          const inOrder = { ...facts, units, activities };
          const shuffledFacts = {
            ...facts,
            units: shuffledUnits,
            activities: shuffledActivities.map((row) => ({ ...row, participations: row.participations.toReversed() })),
          };
          expect(buildActivityReport(shuffledFacts, request).header.contentHash).toBe(
            buildActivityReport(inOrder, request).header.contentHash,
          );
          expect(buildParticipationReport(shuffledFacts, request).header.contentHash).toBe(
            buildParticipationReport(inOrder, request).header.contentHash,
          );
        },
      ),
      { numRuns: 50 },
    ));

  it('before + late + corrected = after, month by month', () =>
    fc.assert(
      fc.property(march, march, fc.func(fc.boolean()), (first, second, keeps) => {
        // Some of the second set are new versions of activities of the first.
        const after = second.map((row, i) => {
          const old = first[i];
          return old && keeps(i) ? { ...row, activityId: old.activityId } : row;
        });
        const [changes] = changesByMonth({ before: first, after, changedBy: new Map() }, council.councilId);
        const total = (rows: ActivityFact[]) => Number(personTimes(rows).numerator);
        const moved = (unitOf: 'activities' | 'personTimes') =>
          (changes?.late[unitOf] ?? 0) + (changes?.corrected[unitOf] ?? 0);
        expect(first.length + moved('activities')).toBe(after.length);
        expect(total(first) + moved('personTimes')).toBe(total(after));
      }),
    ));
});

describe('Unit-months', () => {
  const day = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const month = fc
    .tuple(fc.constantFrom(2025, 2026), fc.integer({ min: 1, max: 12 }))
    .map(([year, number]) => asking(`${year}-${String(number).padStart(2, '0')}`).period);
  const membersFrom = (members: typeof units) => membersOf(members, council, termsOf('AS_WAS', members, '2027-01-01'));

  it('of a unit that is active all month are exactly 1', () =>
    fc.assert(
      fc.property(month, (range) => expect(exactly(unitMonths(membersFrom([unit('U1', XUANWU)]), range))).toBe('1')),
    ));

  it('are split by a day of admission, withdrawal or transfer without loss', () =>
    fc.assert(
      fc.property(month, day, (range, on) => {
        const [until, since] = [{ until: on }, { from: on }].map((part) =>
          unit('U1', XUANWU, {
            memberships: [{ from: '2019-01-01', suspended: [], eventIds: [], ...part }],
          }),
        ) as [(typeof units)[number], (typeof units)[number]];
        const parts = unitMonths(membersFrom([until]), range).add(unitMonths(membersFrom([since]), range));
        expect(exactly(parts)).toBe('1');

        const moving = unit('U1', XUANWU, {
          districts: [
            { code: XUANWU, from: '2019-01-01', eventIds: [] },
            { code: GULOU, from: on, eventIds: [] },
          ],
        });
        const places = [XUANWU, GULOU].map((code) => unitMonths(membersFrom([moving]), range, code));
        expect(exactly((places[0] as Fraction).add(places[1] as Fraction))).toBe('1');
      }),
    ));

  it('lose exactly the days of a suspension', () =>
    fc.assert(
      fc.property(month, day, day, (range, a, b) => {
        const [from, until] = a < b ? [a, b] : [b, a];
        const membership = { from: '2019-01-01', eventIds: [] };
        const suspended = [{ from, until, eventIds: [] }];
        const paused = unit('U1', XUANWU, { memberships: [{ ...membership, suspended }] });
        const meanwhile = unit('U1', XUANWU, { memberships: [{ ...membership, from, until, suspended: [] }] });
        const both = unitMonths(membersFrom([paused]), range).add(unitMonths(membersFrom([meanwhile]), range));
        expect(exactly(both)).toBe('1');
      }),
    ));
});

function shuffled<T>(rows: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...rows], { minLength: rows.length });
}
