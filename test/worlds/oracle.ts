import {
  DISTRICTS,
  districtOn,
  ENTERPRISES,
  isMember,
  MONTH,
  type World,
  type WorldActivity,
  type WorldUnit,
} from './world.js';

/** Numerator and denominator, reduced by nobody: compare by cross product. */
export type Expected = Readonly<Record<string, readonly [numerator: number, denominator?: number]>>;

const DAYS = 31;

/** The declared frequency that March is compared with: three activities joined in two unit-months. */
export const BASELINE = [3, 2] as const;

/** M1–M11 of March, from the formulas of the specification and from nothing else. `known`: which activities were told. */
export function measures({ units, activities }: World, known: (activity: WorldActivity) => boolean): Expected {
  const counted = activities.filter((activity) => activity.month === MONTH && !activity.voided && known(activity));
  const expected: Record<string, readonly [number, number?]> = { M1: [counted.length] };
  const at = (activity: WorldActivity, index: number) => districtOn(units[index] as WorldUnit, activity);
  const heads = (activity: WorldActivity) =>
    activity.joined.map((group, nr) => ({
      index: group.unit,
      count: nr === 0 && activity.corrected !== undefined ? activity.corrected : group.onSite + group.remote,
    }));
  const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

  const m3 = sum(counted.flatMap((activity) => heads(activity).map(({ count }) => count)));
  expected.M3 = [m3];
  for (const district of DISTRICTS) {
    const hostDistricts = (activity: WorldActivity) => new Set(activity.hosts.map((index) => at(activity, index)));
    expected[`M2/LEAD/${district}`] = [counted.filter((a) => at(a, a.hosts[0] as number) === district).length];
    expected[`M2/INVOLVED/${district}`] = [counted.filter((a) => hostDistricts(a).has(district)).length];
    // Sixths hold halves and thirds exactly.
    expected[`M2/SHARED/${district}`] = [
      sum(counted.map((a) => (hostDistricts(a).has(district) ? 6 / hostDistricts(a).size : 0))),
      6,
    ];
    expected[`M4/${district}`] = [
      sum(counted.flatMap((a) => heads(a).map(({ index, count }) => (at(a, index) === district ? count : 0)))),
    ];
  }

  const crossing = counted.filter((a) => new Set(a.joined.map(({ unit }) => at(a, unit))).size >= 2);
  expected.M7 = [crossing.length];
  expected.M8 = [crossing.length, counted.length];
  const away = (a: WorldActivity, home: Set<string>) =>
    sum(heads(a).map(({ index, count }) => (home.has(at(a, index)) ? 0 : count)));
  expected.M9 = [sum(counted.map((a) => away(a, new Set([at(a, a.hosts[0] as number)])))), m3];
  expected['M9/strict'] = [sum(counted.map((a) => away(a, new Set(a.hosts.map((index) => at(a, index)))))), m3];

  const lastDay = { month: MONTH, day: DAYS } as const;
  const present = (a: WorldActivity) =>
    a.joined.map(({ unit }) => unit).filter((index) => isMember(units[index] as WorldUnit, a));
  const participants = new Set(counted.flatMap(present));
  const atEnd = units.map((unit, index) => ({ unit, index })).filter(({ unit }) => isMember(unit, lastDay));
  expected.M5 = [participants.size];
  expected.M6 = [atEnd.filter(({ index }) => participants.has(index)).length, atEnd.length];

  const enterprises = units
    .map((unit, index) => ({ unit, index }))
    .filter(({ unit }) => ENTERPRISES.includes(unit.kind));
  const activeDays = sum(
    enterprises.map(
      ({ unit }) =>
        Array.from({ length: DAYS }, (_, day) => day + 1).filter((day) => isMember(unit, { month: MONTH, day })).length,
    ),
  );
  const pairs = sum(
    counted.map((a) => present(a).filter((index) => enterprises.some((each) => each.index === index)).length),
  );
  expected.UM = [activeDays, DAYS];
  expected.M10 = [pairs * DAYS, activeDays];
  const [base, over] = BASELINE;
  expected.M11 = [pairs * DAYS * over - base * activeDays, base * activeDays];
  return expected;
}
