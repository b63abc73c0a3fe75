import { dueText, grouped, placeOf, sinceText, type WorkItem } from './work';

const t = (zh: string) => zh;
const date = (day: string) => day;
const item = (over: Partial<WorkItem>): WorkItem => ({
  key: 'k',
  operation: 'signAgreement',
  subject: { kind: 'agreement', id: 'a1', code: null, title: '协议' },
  councilId: null,
  dueOn: null,
  overdue: false,
  since: null,
  note: '',
  detail: {},
  ...over,
});

describe('grouped', () => {
  it('puts what is late first and keeps the order of the rest', () => {
    const items = [
      item({ key: '1', operation: 'closePeriod', overdue: true, dueOn: '2026-11-10' }),
      item({ key: '2', operation: 'resolveDispute' }),
      item({ key: '3' }),
      item({ key: '4', operation: 'resolveDispute' }),
    ];
    expect(grouped(items).map((group) => [group.key, group.items.map(({ key }) => key)])).toEqual([
      ['overdue', ['1']],
      ['resolveDispute', ['2', '4']],
      ['signAgreement', ['3']],
    ]);
    expect(grouped([])).toEqual([]);
  });
});

describe('placeOf', () => {
  it('leads to where the decision is made', () => {
    expect(placeOf(item({}))).toBe('/agreements/a1');
    const period = { kind: 'period', id: 'c1', code: null, title: '2026年10月' } as const;
    expect(placeOf(item({ operation: 'closePeriod', subject: period, detail: { month: '2026-10' } }))).toBe(
      '/councils/c1/months/2026-10',
    );
    const activity = { kind: 'activity', id: 'x1', code: null, title: '活动' } as const;
    expect(placeOf(item({ operation: 'recordActivity', subject: activity }))).toBe('/activities/new?planId=x1');
    expect(placeOf(item({ operation: 'resolveDispute', subject: activity }))).toBe('/activities/x1');
  });
});

describe('dueText', () => {
  it.each([
    ['2026-11-17', '已逾期5天'],
    ['2026-11-22', '今天到期'],
    ['2026-11-23', '明天到期'],
    ['2026-11-25', '3天后到期'],
    ['2027-06-30', '2027-06-30到期'],
  ])('%s: %s', (dueOn, text) => {
    expect(dueText(dueOn, '2026-11-22', t, date)).toBe(text);
  });
});

describe('sinceText', () => {
  it('counts the days', () => {
    expect(sinceText('2026-11-22', '2026-11-22', t)).toBe('今天收到');
    expect(sinceText('2026-11-12', '2026-11-22', t)).toBe('已等待10天');
  });
});
