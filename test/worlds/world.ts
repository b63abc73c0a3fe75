import fc from 'fast-check';

/*
 * A small world in plain words: what happened, and when it was told. Nothing here comes from the service's own code; the
 * oracle beside it computes the measures from these words and from the formulas alone.
 */

export const DISTRICTS = ['320102', '320104', '320106'] as const;
export type District = (typeof DISTRICTS)[number];

/** The month that is reported on, and the one before it. */
export const MONTH = '2026-03';
export const EARLIER = '2026-02';

const KINDS = ['PRIVATE', 'FINANCE', 'SOE', 'PUBLIC', 'COMMUNITY'] as const;
export const ENTERPRISES: readonly string[] = ['PRIVATE', 'FINANCE', 'SOE'];

export type WorldUnit = Readonly<{
  district: District;
  kind: (typeof KINDS)[number];
  /** Day of March on which it was admitted; 0: in January. */
  admitted: number;
  /** Moved to another district on that day of March. */
  moved?: Readonly<{ day: number; to: District }>;
  /** Suspended from that day of March on. */
  suspended?: number;
}>;

export type WorldActivity = Readonly<{
  month: typeof MONTH | typeof EARLIER;
  day: number;
  /** Index of the lead host, then of co-hosts. */
  hosts: readonly number[];
  /** Headcounts by index of the unit; those that are no members by then are recorded as external. */
  joined: readonly Readonly<{ unit: number; onSite: number; remote: number }>[];
  /** Told after the month was closed. */
  late: boolean;
  /** Voided after it was recorded, in the same month's open time. */
  voided: boolean;
  /** Corrected afterwards: the first group's headcount. */
  corrected?: number;
}>;

export type World = Readonly<{ units: readonly WorldUnit[]; activities: readonly WorldActivity[] }>;

const district = fc.constantFrom(...DISTRICTS);
const day = fc.integer({ min: 1, max: 28 });

const unit: fc.Arbitrary<WorldUnit> = fc.record(
  {
    district,
    kind: fc.constantFrom(...KINDS),
    admitted: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: day, weight: 1 }),
    moved: fc.record({ day: fc.integer({ min: 2, max: 30 }), to: district }),
    suspended: fc.integer({ min: 2, max: 30 }),
  },
  { requiredKeys: ['district', 'kind', 'admitted'] },
);

const activityOf = (units: number): fc.Arbitrary<WorldActivity> => {
  const one = fc.nat({ max: units - 1 });
  const group = fc.record({
    unit: one,
    onSite: fc.integer({ min: 0, max: 40 }),
    remote: fc.integer({ min: 0, max: 10 }),
  });
  return fc.record(
    {
      month: fc.constantFrom(MONTH, MONTH, MONTH, EARLIER),
      day,
      hosts: fc.uniqueArray(one, { minLength: 1, maxLength: 3 }),
      joined: fc.uniqueArray(group, { selector: (each) => each.unit, minLength: 1, maxLength: units }),
      late: fc.boolean(),
      voided: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
      corrected: fc.integer({ min: 1, max: 50 }),
    },
    { requiredKeys: ['month', 'day', 'hosts', 'joined', 'late', 'voided'] },
  );
};

export const world: fc.Arbitrary<World> = fc
  .array(unit, { minLength: 3, maxLength: 6 })
  .chain((units) =>
    fc.record({
      units: fc.constant(units),
      activities: fc.array(activityOf(units.length), { minLength: 1, maxLength: 6 }),
    }),
  )
  .map(possible);

/** Takes out of a world what could not have happened: hosts that were no members, groups of nobody. */
function possible({ units, activities }: World): World {
  const kept = activities.flatMap((activity) => {
    const hosts = activity.hosts.filter((index) => isMember(units[index] as WorldUnit, activity));
    const joined = activity.joined.filter(({ onSite, remote }) => onSite + remote > 0);
    // What was told after the close is not voided or corrected here: that takes other people and other rules.
    const { corrected: _, ...rest } = { ...activity, hosts, joined };
    const isSettled = activity.late && activity.month === MONTH;
    const told = isSettled ? { ...rest, voided: false } : { ...activity, hosts, joined };
    return hosts.length > 0 && joined.length > 0 ? [told] : [];
  });
  return { units, activities: kept };
}

/** Whether the unit is an active member on the day of the activity. */
export function isMember(unit: WorldUnit, { month, day: on }: Pick<WorldActivity, 'month' | 'day'>): boolean {
  if (month === EARLIER) return unit.admitted === 0;
  return (
    unit.admitted <= on && (unit.suspended === undefined || unit.suspended <= unit.admitted || on < unit.suspended)
  );
}

export function districtOn(unit: WorldUnit, { month, day: on }: Pick<WorldActivity, 'month' | 'day'>): District {
  const hasMoved =
    unit.moved !== undefined && month === MONTH && on >= unit.moved.day && unit.moved.day > unit.admitted;
  return hasMoved && unit.moved ? unit.moved.to : unit.district;
}
