import { whenText } from './when';

const words = {
  t: (zh: string) => zh,
  date: (date: string) => {
    const [year, month, day] = date.split('-').map(Number);
    return `${year}年${month}月${day}日`;
  },
  instant: (instant: string) => {
    const [year, month, day] = instant.slice(0, 10).split('-').map(Number);
    return `${year}年${month}月${day}日 ${instant.slice(11, 16)}`;
  },
};
const text = (occurredOn: string, recordedAt: string) => whenText({ occurredOn, recordedAt }, words);

describe('whenText', () => {
  it('is one phrase for one day', () => {
    expect(text('2026-03-28', '2026-03-28T02:05:00.000Z')).toBe('2026年3月28日 02:05');
  });
  it('tells apart what was entered later', () => {
    expect(text('2026-03-28', '2026-04-20T02:05:00.000Z')).toBe('2026年3月28日发生，4月20日 02:05补录');
    expect(text('2025-12-28', '2026-01-20T02:05:00.000Z')).toBe('2025年12月28日发生，2026年1月20日 02:05补录');
  });
  it('tells apart what was entered beforehand', () => {
    expect(text('2026-05-01', '2026-04-20T02:05:00.000Z')).toBe('2026年5月1日起生效，4月20日 02:05登记');
  });
});
