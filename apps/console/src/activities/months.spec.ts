import { latestMonth } from './months';

describe('the list of activities', () => {
  it('opens with the latest one in which something was held, whatever is planned', () => {
    const activities = [
      { month: '2026-12', status: 'PLANNED' },
      { month: '2026-10', status: 'HELD' },
      { month: '2026-09', status: 'HELD' },
    ];
    expect(latestMonth(activities, '2026-11-22')).toBe('2026-10');
    expect(latestMonth([], '2026-11-22')).toBe('2026-11');
  });
});
