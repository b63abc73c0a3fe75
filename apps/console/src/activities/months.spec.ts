import { latestMonth, monthsSoFar, shiftMonth } from './months';

describe('months', () => {
  it('go on over the turn of the year', () => {
    expect(shiftMonth('2026-12', 1)).toBe('2027-01');
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
    expect(shiftMonth('2026-05', -12)).toBe('2025-05');
  });

  it('of the year so far end with the month of today', () => {
    expect(monthsSoFar('2026-03-01')).toEqual(['2026-01', '2026-02', '2026-03']);
  });

  it('open with the latest one in which something was held, whatever is planned', () => {
    const activities = [
      { month: '2026-12', status: 'PLANNED' },
      { month: '2026-10', status: 'HELD' },
      { month: '2026-09', status: 'HELD' },
    ];
    expect(latestMonth(activities, '2026-11-22')).toBe('2026-10');
    expect(latestMonth([], '2026-11-22')).toBe('2026-11');
  });
});
