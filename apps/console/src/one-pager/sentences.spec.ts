import { byUrgency, deliveredSentence, didSentence, owesSentence } from './sentences';

const zh = (chinese: string) => chinese;
const owed = (dueOn: string, overdue: boolean) => ({
  ...{
    agreementId: 'a',
    agreementNo: 'GJ',
    obligationId: 'o',
    unitId: 'u',
    text: '讲课',
    measureUnit: 'TIMES' as const,
  },
  ...{ targetQty: 2, confirmedQty: 0, remainingQty: 2, unconfirmedQty: 0, dueOn, overdue },
});

describe('the page of a unit', () => {
  it('puts what is overdue first, then what is due soonest', () => {
    const owes = [
      owed('2026-12-01', false),
      owed('2026-10-31', true),
      owed('2026-11-30', false),
      owed('2026-09-30', true),
    ];
    expect(byUrgency(owes).map(({ dueOn }) => dueOn)).toEqual(['2026-09-30', '2026-10-31', '2026-11-30', '2026-12-01']);
  });

  it('says what was done', () => {
    const totals = { activities: 12, hosted: 6, onSite: 1041, remote: 3, total: 1044 };
    expect(didSentence(totals, zh)).toBe(
      '活动12项，其中主办或联合主办6项、参加6项；本单位参加1,044人次（现场1,041、线上3）。',
    );
    expect(didSentence({ activities: 0, hosted: 0, onSite: 0, remote: 0, total: 0 }, zh)).toBe('本期没有参加活动。');
  });

  it('says what is owed, and that none is', () => {
    expect(owesSentence([], zh)).toBe('截至今日，没有尚未履行的义务。');
    expect(owesSentence([owed('2026-10-31', true), owed('2026-12-31', false)], zh)).toContain('其中1项已逾期');
    expect(deliveredSentence([], false, zh)).toBe('本期没有收到对方的履约。');
  });
});
