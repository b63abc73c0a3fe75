import { firstDayOf, kindOf, lastEnded, latestPeriods, monthsIn, periodAt, shifted } from './periods';

describe('periods', () => {
  it('tells months, quarters, half-years and years apart, and knows nothing else', () => {
    expect(['2026-03', '2026Q1', '2026H2', '2026', '2026-13', '2026Q5', 'March'].map(kindOf)).toEqual([
      'MONTH',
      'QUARTER',
      'HALF',
      'YEAR',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('finds the period of a date and the newest one that is over', () => {
    expect(periodAt('QUARTER', '2026-11-22')).toBe('2026Q4');
    expect(lastEnded('MONTH', '2026-01-02')).toBe('2025-12');
    expect(lastEnded('QUARTER', '2026-11-22')).toBe('2026Q3');
    expect(lastEnded('HALF', '2026-03-01')).toBe('2025H2');
    expect(lastEnded('YEAR', '2026-03-01')).toBe('2025');
  });

  it('steps over the turn of the year', () => {
    expect(shifted('2025-12', 1)).toBe('2026-01');
    expect(shifted('2026Q1', -1)).toBe('2025Q4');
    expect(latestPeriods('MONTH', '2026-01-15', 3)).toEqual(['2026-01', '2025-12', '2025-11']);
  });

  it('lists the months of a period', () => {
    expect(monthsIn('2026Q2')).toEqual(['2026-04', '2026-05', '2026-06']);
    expect(firstDayOf('2026H2')).toBe('2026-07-01');
  });
});
