import { createRequire } from 'node:module';
import { DomainError } from '@lianjian/event-sourcing/errors';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import {
  addWorkingDays,
  closingDayOf,
  closingInstantOf,
  coveredYears,
  isWorkingDay,
  workingDaysBetween,
} from './calendar.js';
import { addDays, daysBetween } from './time.js';

const date = fc
  .date({ min: new Date('2011-01-01T00:00:00Z'), max: new Date('2026-09-30T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const daysOf = (from: string, to: string) =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));

describe('working calendar', () => {
  it.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
    'E23 works on the exchanged weekend day %s',
    (day) => {
      expect([0, 6]).toContain(weekday(day));
      expect(isWorkingDay(day)).toBe(true);
    },
  );

  it.each([
    ['2026-01-01', '2026-01-03'],
    ['2026-02-15', '2026-02-23'],
    ['2026-04-04', '2026-04-06'],
    ['2026-05-01', '2026-05-05'],
    ['2026-10-01', '2026-10-07'],
  ])('E23 rests from %s to %s', (from, to) => {
    expect(daysOf(from, to).filter(isWorkingDay)).toEqual([]);
  });

  it('works from Monday to Friday in an ordinary week, wherever the host stands', () => {
    expect(daysOf('2026-03-02', '2026-03-08').filter(isWorkingDay)).toEqual(daysOf('2026-03-02', '2026-03-06'));
  });

  it('E23 does not count the day of the act: 3 working days from 2026-02-13 end on 02-25', () => {
    expect([1, 2, 3].map((days) => addWorkingDays('2026-02-13', days))).toEqual([
      '2026-02-14',
      '2026-02-24',
      '2026-02-25',
    ]);
    expect(addWorkingDays('2026-02-13', 0)).toBe('2026-02-13');
  });

  it('always ends a term on a working day, after exactly that many of them', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 20 }), (day, days) => {
        const last = addWorkingDays(day, days);
        expect(isWorkingDay(last)).toBe(true);
        expect(workingDaysBetween(day, last)).toBe(days);
        expect(workingDaysBetween(day, addDays(last, -1))).toBe(days - 1);
      }),
    );
  });

  it('counts no working days backwards', () => {
    expect(workingDaysBetween('2026-03-06', '2026-03-06')).toBe(0);
    expect(workingDaysBetween('2026-03-06', '2026-03-02')).toBe(0);
  });

  it.each([
    ['2026-01', '2026-02-06'],
    ['2026-02', '2026-03-06'],
    ['2026-03', '2026-04-08'],
    ['2026-04', '2026-05-11'],
    ['2026-09', '2026-10-13'],
    ['2025-12', '2026-01-08'],
  ])('C3 closes %s at the end of %s', (month, day) => {
    expect(closingDayOf(month)).toBe(day);
    expect(closingInstantOf(month)).toBe(`${day}T16:00:00.000Z`);
  });

  it.each(['2003-12-31', '2027-01-01', '2027-03-05'])('E23 refuses to answer for %s', (day) => {
    expect(() => isWorkingDay(day)).toThrow(expect.objectContaining({ code: 'calendar/year-not-covered' }));
  });

  it('E23 refuses a term that runs into a year without a calendar', () => {
    expect(addWorkingDays('2026-12-30', 1)).toBe('2026-12-31');
    expect(() => addWorkingDays('2026-12-30', 2)).toThrow(
      expect.objectContaining({ code: 'calendar/year-not-covered' }),
    );
    expect(() => closingDayOf('2026-12')).toThrow(expect.objectContaining({ code: 'calendar/year-not-covered' }));
  });

  it('covers exactly the years for which the package has holidays and exchanged days', () => {
    const { holidays, workdays } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
    const covered = Array.from(
      { length: coveredYears.last - coveredYears.first + 1 },
      (_, n) => coveredYears.first + n,
    );
    for (const table of [holidays, workdays]) {
      // When this fails after an upgrade the package has learned another year: extend coveredYears.
      const years = new Set(Object.keys(table).map((day) => Number(day.slice(0, 4))));
      expect([...years].sort((a, b) => a - b)).toEqual(covered);
    }
  });

  it('notices the trap: the package itself calls New Year of the first year it does not know a working day', () => {
    expect(chineseDays.isWorkday(new Date(coveredYears.last + 1, 0, 1, 12))).toBe(true);
    expect(() => isWorkingDay(`${coveredYears.last + 1}-01-01`)).toThrow(DomainError);
  });
});
