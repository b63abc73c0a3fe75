import { type AgreementText, numeral, partyName, type Terms, textOf, type Wording } from './agreement-text';
import { changesInWords, compareTexts, compareWords, type Part } from './text-comparison';

const t = (zh: string) => zh;
const wording: Wording = {
  t,
  unit: (id) => `单位${id}`,
  project: (id) => `项目${id}`,
  label: (_, code) => code,
  date: (date) => date,
};
const terms: Terms = {
  kind: 'HORIZONTAL_MUTUAL_AID',
  title: '商圈互助协议',
  parties: [
    { unitId: 'a', side: 'PARTY', signatoryPost: '党支部书记', level: 'GRASSROOTS' },
    { unitId: 'b', side: 'PARTY', signatoryPost: '党支部书记', level: 'GRASSROOTS' },
  ],
  purpose: '共同服务商圈商户和居民，建立长期协作机制。',
  scopeItems: ['组织联建', '活动联办', '资源共享，场地互相开放'],
  obligations: [
    { obligationId: 'o1', unitId: 'a', text: '开放会议室', measureUnit: 'TIMES', targetQty: 4, dueOn: '2026-12-31' },
    { obligationId: 'o2', unitId: 'b', text: '举办讲座', measureUnit: 'SESSIONS', targetQty: 2, dueOn: '2026-12-31' },
  ],
  termFrom: '2026-01-01',
  termTo: '2026-12-31',
  reviewCadence: 'QUARTERLY',
  terminationNoticeDays: 30,
  copies: 2,
  projectIds: [],
};
const text = (changes: Partial<Terms> = {}): AgreementText => textOf({ ...terms, ...changes }, wording);
const without = (parts: readonly Part[], kind: Part['kind']) =>
  parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('');
const compare = (changes: Partial<Terms>) => compareTexts(text(), text(changes));
const said = (changes: Partial<Terms>) => changesInWords(compare(changes), t).map((change) => change.text);
const clause = (changes: Partial<Terms>, key: string) =>
  compare(changes)
    .clauses.find((other) => other.key === key)
    ?.groups.flatMap(({ items }) => items.map(({ change }) => change));

describe('compareWords', () => {
  it.each([
    ['开展活动2次', '开展活动12次'],
    ['共同服务商户', '共同服务商户和居民'],
    ['一二三', '四五六'],
    ['', '新的一句'],
    ['旧的一句', ''],
    ['甲 乙', '甲  乙'],
    ['每季度开展一次，每次两小时。', '每月开展两次，每次三小时。'],
  ])('keeps both texts whole: %s / %s', (before, after) => {
    const parts = compareWords(before, after);
    expect(without(parts, 'added')).toBe(before);
    expect(without(parts, 'removed')).toBe(after);
  });

  it('marks a number as a whole', () => {
    expect(compareWords('共开展活动2次', '共开展活动12次')).toEqual([
      { kind: 'same', text: '共开展活动' },
      { kind: 'removed', text: '2' },
      { kind: 'added', text: '12' },
      { kind: 'same', text: '次' },
    ]);
  });

  it('does not tear apart what has nothing in common', () => {
    expect(compareWords('开放会议室供使用', '举办金融讲座')).toHaveLength(2);
  });

  it('shows a difference of white space', () => {
    expect(compareWords('甲 乙', '甲  乙').some(({ kind }) => kind !== 'same')).toBe(true);
  });
});

describe('compareTexts', () => {
  it('finds the same text the same', () => {
    expect(compare({}).isSame).toBe(true);
    expect(said({})).toEqual([]);
  });

  it('compares duties one by one, by their keys', () => {
    const [o1, o2] = terms.obligations;
    if (!o1 || !o2) throw new Error('two duties');
    const changed = [
      { ...o1, targetQty: 6 },
      { ...o2, obligationId: 'o3', text: '开展义诊' },
    ];
    expect(clause({ obligations: changed }, 'obligations')).toEqual(['changed', 'removed', 'added']);
    expect(said({ obligations: changed })).toEqual(['第四条“各方义务”：改1项，新增1项，删去1项']);
  });

  it('shows a duty that another party takes over under both', () => {
    const moved = terms.obligations.map((duty) => ({ ...duty, unitId: 'b' }));
    expect(clause({ obligations: moved }, 'obligations')).toEqual(['removed', 'added', 'same']);
  });

  it('finds a changed item of a list without keys again', () => {
    expect(clause({ scopeItems: ['组织联建', '资源共享，场地免费开放'] }, 'scopeItems')).toEqual([
      'same',
      'removed',
      'changed',
    ]);
  });

  it('says when the same items stand in another order', () => {
    expect(said({ scopeItems: ['活动联办', '组织联建', '资源共享，场地互相开放'] })).toEqual([
      '第三条“共建内容”：顺序有调整',
    ]);
  });

  it('sees parties that changed places', () => {
    expect(said({ parties: [...terms.parties].reverse() })).toContain('第一条“协议各方”：改2项，顺序有调整');
  });

  it('says that a party joined, and what it owes', () => {
    const parties = [...terms.parties, { unitId: 'c', side: 'PARTY' as const, signatoryPost: '党总支书记' }];
    expect(said({ parties })).toEqual(['第一条“协议各方”：新增1项', '改了第四条“各方义务”']);
  });

  it('says what stands in one of the texts only', () => {
    expect(said({ businessRelation: '甲方为乙方供货' })).toEqual(['新增第八条“特别约定”']);
    const back = compareTexts(text({ projectIds: ['p'] }), text());
    expect(changesInWords(back, t).map((change) => change.text)).toEqual(['删去原第八条“关联项目”']);
  });

  it('says plainly what else was changed', () => {
    expect(said({ title: '商圈互助合作协议', termTo: '2027-06-30', copies: 3 })).toEqual([
      '改了标题',
      '改了第五条“协议期限”',
      '改了第七条“协议份数”',
    ]);
  });
});

it('names parties and numbers sections as documents do', () => {
  expect([0, 1, 9, 10].map((index) => partyName(index, t))).toEqual(['甲方', '乙方', '癸方', '第十一方']);
  expect([1, 10, 11, 20, 21].map(numeral)).toEqual(['一', '十', '十一', '二十', '二十一']);
});
