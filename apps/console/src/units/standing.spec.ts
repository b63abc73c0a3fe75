import { ahead, districtOn, statusOn } from './standing';

const unit = {
  districts: [
    { code: '320106', name: '鼓楼区', from: '2026-01-05', eventId: 'e1' },
    { code: '320104', name: '秦淮区', from: '2026-12-01', eventId: 'e4' },
  ],
  statuses: [
    { status: 'DRAFT' as const, from: '2026-01-05', eventId: 'e1' },
    { status: 'RECOMMENDED' as const, from: '2026-01-05', eventId: 'e2' },
    { status: 'SUSPENDED' as const, from: '2026-12-31', eventId: 'e5' },
  ],
};

describe('Where a unit stands on a day', () => {
  it('is what holds, not what is decided for later', () => {
    expect(districtOn(unit, '2026-11-30')?.code).toBe('320106');
    expect(districtOn(unit, '2026-12-01')?.code).toBe('320104');
    expect(statusOn(unit, '2026-12-30')?.status).toBe('RECOMMENDED');
    expect(ahead(unit.districts, '2026-11-30')).toMatchObject([{ code: '320104' }]);
    expect(ahead(unit.statuses, '2026-12-31')).toEqual([]);
  });

  it('is the last of several changes on one day', () => {
    expect(statusOn(unit, '2026-01-05')?.status).toBe('RECOMMENDED');
  });
});
