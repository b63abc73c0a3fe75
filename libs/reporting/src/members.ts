import { daysInMonth, monthOf } from '@lianjian/kernel/period';
import type { BusinessDate } from '@lianjian/kernel/time';
import { addDays, daysBetween } from '@lianjian/kernel/time';
import { Fraction } from 'fraction.js';
import type { CouncilFact, Span, UnitFact } from './facts.js';
import { byCode, groupBy } from './grouping.js';
import type { Terms } from './terms.js';

/** Days `from ≤ day < until`. */
export type Days = Readonly<{ from: BusinessDate; until: BusinessDate }>;

/** A unit that was ever an active member, and on which days: ACTIVE in the registry, a member, and not suspended. */
export type Member = Readonly<{ unit: UnitFact; days: readonly Days[]; eventIds: readonly string[] }>;

const ALWAYS: Days = { from: '0000-01-01', until: '9999-12-31' };

/** The members of a council in code order. In present terms the days of merged units are their survivor's (E25). */
export function membersOf(units: readonly UnitFact[], council: CouncilFact, terms: Terms): Member[] {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  return [...groupBy(units, ({ unitId }) => terms.unitOf(unitId))]
    .map(([unitId, group]) => ({
      unit: terms.unit(byId.get(unitId) as UnitFact),
      days: union(group.flatMap((unit) => memberDays(unit, council))),
      eventIds: group.flatMap(({ active, memberships }) =>
        [...active, ...memberships].flatMap((span) => span.eventIds),
      ),
    }))
    .filter(({ days }) => days.length > 0)
    .sort((a, b) => byCode(a.unit.unitNo, b.unit.unitNo));
}

/** U(t). */
export const activeOn = (members: readonly Member[], date: BusinessDate): Member[] =>
  members.filter(({ days }) => days.some(({ from, until }) => from <= date && date < until));

/** The same-cohort condition: an active member on every day of the range. */
export const activeThroughout = (members: readonly Member[], range: Days): Member[] =>
  members.filter(({ days }) => days.some(({ from, until }) => from <= range.from && range.until <= until));

/** The unit's district on that day; before its first recorded one, that first one. */
export function districtOn({ unitId, districts }: UnitFact, date: BusinessDate): string {
  const entry = districts.findLast(({ from }) => from <= date) ?? districts[0];
  if (!entry) throw new TypeError(`Unit ${unitId} has no district`);
  return entry.code;
}

/**
 * um(P, S): active days over the days of their month, summed over months and units (C13). With a district, only the
 * days that a unit spent in it.
 */
export function unitMonths(members: readonly Member[], range: Days, district?: string): Fraction {
  const counted = members.flatMap(({ unit, days }) =>
    district === undefined ? days : intersection(days, daysIn(unit, district)),
  );
  return splitByMonth(range)
    .map((part) => new Fraction(lengthOf(intersection(counted, [part])), daysInMonth(monthOf(part.from))))
    .reduce((sum, months) => sum.add(months), new Fraction(0));
}

function memberDays(unit: UnitFact, council: CouncilFact): Days[] {
  const registered = unit.active.map(daysOf);
  return unit.memberships.flatMap((membership) => {
    const unsuspended = membership.suspended.map(daysOf).reduce(without, [daysOf(membership)]);
    return intersection(intersection(unsuspended, registered), [daysOf(council)]);
  });
}

const daysOf = ({ from, until = ALWAYS.until }: Pick<Span, 'from' | 'until'>): Days => ({ from, until });

const daysIn = ({ districts }: UnitFact, code: string): Days[] =>
  districts.flatMap((district, i) => {
    const from = i === 0 ? ALWAYS.from : district.from;
    const until = districts[i + 1]?.from ?? ALWAYS.until;
    return district.code === code ? [{ from, until }] : [];
  });

const intersection = (as: readonly Days[], bs: readonly Days[]): Days[] =>
  as
    .flatMap((a) =>
      bs.map((b) => ({ from: a.from > b.from ? a.from : b.from, until: a.until < b.until ? a.until : b.until })),
    )
    .filter(({ from, until }) => from < until);

const without = (days: readonly Days[], { from, until }: Days): Days[] =>
  intersection(days, [
    { from: ALWAYS.from, until: from },
    { from: until, until: ALWAYS.until },
  ]);

/** The same days without overlap, earliest first. */
function union(spans: readonly Days[]): Days[] {
  const merged: Days[] = [];
  for (const span of spans.toSorted((a, b) => byCode(a.from, b.from))) {
    const last = merged.at(-1);
    if (!last || span.from > last.until) merged.push(span);
    else if (span.until > last.until) merged.splice(-1, 1, { from: last.from, until: span.until });
  }
  return merged;
}

const lengthOf = (spans: readonly Days[]): number =>
  spans.reduce((sum, { from, until }) => sum + daysBetween(from, until), 0);

/** The range cut at every first of a month. */
function splitByMonth({ from, until }: Days): Days[] {
  const parts: Days[] = [];
  for (let start = from; start < until; ) {
    const nextMonth = addDays(`${monthOf(start)}-01`, daysInMonth(monthOf(start)));
    const end = nextMonth < until ? nextMonth : until;
    parts.push({ from: start, until: end });
    start = end;
  }
  return parts;
}
