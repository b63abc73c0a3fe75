import fc from 'fast-check';
import {
  contains,
  daysInMonth,
  isPeriodId,
  lastDayOf,
  monthOf,
  monthsOf,
  nextPeriod,
  parsePeriod,
  periodLabel,
  periodOf,
  previousPeriod,
} from './period.js';
import { addDays, daysBetween } from './time.js';

const date = fc
  .date({ min: new Date('2011-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const kind = fc.constantFrom('MONTH', 'QUARTER', 'HALF', 'YEAR');

describe('period', () => {
  it.each([
    ['2026-03', 'MONTH', '2026-03-01', '2026-03-31', '2026年3月'],
    ['2026-12', 'MONTH', '2026-12-01', '2026-12-31', '2026年12月'],
    ['2026Q1', 'QUARTER', '2026-01-01', '2026-03-31', '2026年第1季度'],
    ['2026Q4', 'QUARTER', '2026-10-01', '2026-12-31', '2026年第4季度'],
    ['2026H1', 'HALF', '2026-01-01', '2026-06-30', '2026年上半年'],
    ['2026H2', 'HALF', '2026-07-01', '2026-12-31', '2026年下半年'],
    ['2026', 'YEAR', '2026-01-01', '2026-12-31', '2026年'],
  ])('%s is a %s from %s to %s, written %s', (id, expectedKind, first, last, label) => {
    const period = parsePeriod(id);
    expect(period).toMatchObject({ id, kind: expectedKind, from: first });
    expect(lastDayOf(period)).toBe(last);
    expect(periodLabel(period)).toBe(label);
  });

  it.each(['', '2026-13', '2026-00', '2026-3', '2026Q0', '2026Q5', '2026H3', '26', '2026-03-01', ' 2026', '2026-03\n'])(
    'refuses %j',
    (id) => {
      expect(isPeriodId(id)).toBe(false);
      expect(() => parsePeriod(id)).toThrow(expect.objectContaining({ code: 'period/malformed' }));
    },
  );

  it('lists its months in order', () => {
    expect(monthsOf(parsePeriod('2026Q2'))).toEqual(['2026-04', '2026-05', '2026-06']);
    expect(monthsOf(parsePeriod('2026H2'))).toHaveLength(6);
    expect(monthsOf(parsePeriod('2026'))).toHaveLength(12);
    expect(monthsOf(parsePeriod('2026-02'))).toEqual(['2026-02']);
  });

  it.each([
    ['2026-02', 28],
    ['2028-02', 29],
    ['2100-02', 28],
    ['2026-03', 31],
    ['2026-04', 30],
  ])('%s has %i days', (month, days) => {
    expect(daysInMonth(month)).toBe(days);
  });

  it('knows its neighbours across the turn of the year', () => {
    expect(nextPeriod(parsePeriod('2026-12')).id).toBe('2027-01');
    expect(previousPeriod(parsePeriod('2026Q1')).id).toBe('2025Q4');
    expect(nextPeriod(parsePeriod('2026H2')).id).toBe('2027H1');
    expect(previousPeriod(parsePeriod('2026')).id).toBe('2025');
  });

  it('gives every day to exactly one period of each kind', () => {
    fc.assert(
      fc.property(date, kind, (day, of) => {
        const period = periodOf(of, day);
        expect(contains(period, day)).toBe(true);
        expect(contains(nextPeriod(period), day)).toBe(false);
        expect(contains(previousPeriod(period), day)).toBe(false);
        expect(contains(period, period.until)).toBe(false);
        expect(parsePeriod(period.id)).toEqual(period);
      }),
    );
  });

  it('follows its neighbour without gap or overlap, and is as long as its months', () => {
    fc.assert(
      fc.property(date, kind, (day, of) => {
        const period = periodOf(of, day);
        expect(nextPeriod(period).from).toBe(period.until);
        expect(previousPeriod(nextPeriod(period))).toEqual(period);
        expect(monthsOf(period).reduce((days, month) => days + daysInMonth(month), 0)).toBe(
          daysBetween(period.from, period.until),
        );
        expect(monthsOf(period).at(-1)).toBe(monthOf(addDays(period.until, -1)));
      }),
    );
  });
});
