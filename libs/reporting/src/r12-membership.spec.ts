import type { MembershipReportFacts, UnitFact } from './facts.js';
import { buildMembershipReport } from './r12-membership.js';
import { cellOf, type Report } from './report.js';
import { asking, council, GULOU, memberSince, QINHUAI, unit, XUANWU } from './testing.js';

const U1 = unit('U1', XUANWU);

const texts = (from: Report, ...keys: string[]) => keys.map((key) => cellOf(from, key)?.text);
const rowsOf = (from: Report, table: string) => from.tables.find(({ id }) => id === table)?.rows ?? [];

describe('R-12 membership', () => {
  const report = (units: readonly UnitFact[], rest: Partial<MembershipReportFacts> = {}) =>
    buildMembershipReport({ council, units, declaredStatistics: [], ...rest }, asking('2026Q1'));
  const membership = { from: '2019-01-01', suspended: [], eventIds: [] };
  const moves = [
    'opening',
    'admitted',
    'withdrawn',
    'resumed',
    'suspended',
    'transferredIn',
    'transferredOut',
    'closing',
  ];
  const balanceOf = (from: Report, key: string) =>
    moves.map((kind) => cellOf(from, `balance/${key}/${kind}`)?.numerator);

  const units = [
    U1,
    unit('moved', QINHUAI, {
      districts: [
        { code: QINHUAI, from: '2019-01-01', eventIds: [] },
        { code: XUANWU, from: '2026-03-16', eventIds: ['moved'] },
      ],
    }),
    unit('new', QINHUAI, memberSince('2026-03-20')),
    unit('left', QINHUAI, { memberships: [{ ...membership, until: '2026-02-01', eventIds: ['left'] }] }),
    unit('merged', GULOU, {
      active: [{ from: '2019-01-01', until: '2026-02-10', eventIds: [] }],
      end: { on: '2026-02-10', kind: 'MERGED', into: 'U1', eventIds: ['merged'] },
    }),
    unit('paused', GULOU, { memberships: [{ ...membership, suspended: [{ from: '2026-03-01', eventIds: [] }] }] }),
    unit('back', GULOU, {
      memberships: [{ ...membership, suspended: [{ from: '2025-11-01', until: '2026-01-15', eventIds: [] }] }],
    }),
    unit('came-and-went', GULOU, {
      memberships: [{ ...membership, from: '2026-01-10', until: '2026-02-10' }],
    }),
  ];

  it('balances in every district and in total', () => {
    const from = report(units);
    expect(balanceOf(from, XUANWU)).toEqual([1, 0, 0, 0, 0, 1, 0, 2]);
    expect(balanceOf(from, QINHUAI)).toEqual([2, 1, 1, 0, 0, 0, 1, 1]);
    expect(balanceOf(from, GULOU)).toEqual([2, 1, 2, 1, 1, 0, 0, 1]);
    expect(balanceOf(from, 'total')).toEqual([5, 2, 3, 1, 1, 1, 1, 4]);
  });

  it('a unit that moved before it was admitted was only admitted', () => {
    const districts = [
      { code: QINHUAI, from: '2019-01-01', eventIds: [] },
      { code: XUANWU, from: '2026-01-05', eventIds: [] },
    ];
    const from = report([unit('new', QINHUAI, { ...memberSince('2026-02-01'), districts })]);
    expect(balanceOf(from, XUANWU)).toEqual([0, 1, 0, 0, 0, 0, 0, 1]);
    expect(balanceOf(from, QINHUAI)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('lists each move with its day and event', () => {
    const move = rowsOf(report(units), 'moves').find(({ key }) => key === 'left/0');
    expect(move?.cells.move).toMatchObject({ text: '退出', eventIds: ['left'] });
    expect(move?.cells.on?.text).toBe('2026-02-01');
  });

  it('counts members on the last day by district and kind', () => {
    const from = report([
      U1,
      unit('bank', XUANWU, { unitKind: 'FINANCE' }),
      unit('school', GULOU, { unitKind: 'SCHOOL' }),
    ]);
    expect(texts(from, `members/${XUANWU}/total`, `members/${XUANWU}/FINANCE`, 'members/total/twoNew')).toEqual([
      '2',
      '1',
      '1',
    ]);
  });

  it('shows declared figures as they were said, apart from counted ones', () => {
    const from = report([U1], {
      declaredStatistics: [
        {
          name: '两新组织党组织',
          quantity: { value: 210, unit: '个', qualifier: 'OVER' },
          asOf: '2019',
          scope: '商圈',
          source: '示例材料',
          eventIds: [],
        },
      ],
    });
    expect(texts(from, 'declared/0/quantity')).toEqual(['210多个']);
  });
});
