import type { AgreementFact, ObligationFact, UnitFact } from './facts.js';
import type { ReportRequest } from './frame.js';
import { buildAgreementReport } from './r04-agreements.js';
import { cellOf, type Report } from './report.js';
import { asking, council, GULOU, QINHUAI, unit, XUANWU } from './testing.js';

const U1 = unit('U1', XUANWU);
const U2 = unit('U2', QINHUAI);
const U3 = unit('U3', GULOU);
const U4 = unit('U4', GULOU);

const texts = (from: Report, ...keys: string[]) => keys.map((key) => cellOf(from, key)?.text);
const rowsOf = (from: Report, table: string) => from.tables.find(({ id }) => id === table)?.rows ?? [];
const state = <S extends string>(name: S, from: string) => ({ state: name, from, eventIds: [`${name}-${from}`] });

describe('R-04 agreements', () => {
  const agreement = (id: string, parties: readonly UnitFact[], rest: Partial<AgreementFact> = {}): AgreementFact => ({
    agreementId: id,
    agreementNo: `GJ-320104-2026-${id}`,
    title: `示例协议${id}`,
    kind: 'HORIZONTAL_MUTUAL_AID',
    parties: parties.map(({ unitId, districts }) => ({ unitId, district: districts[0]?.code ?? '' })),
    termFrom: '2025-01-01',
    termTo: '2027-12-31',
    states: [state('DRAFT', '2024-12-01'), state('ACTIVE', '2025-01-01')],
    filedDistricts: [],
    linkedOn: ['2026-03-01'],
    obligations: [],
    eventIds: [`${id}-drafted`],
    ...rest,
  });
  const obligation = (id: string, dueOn: string, confirmedOn?: string): ObligationFact => ({
    obligationId: id,
    unitId: 'U1',
    text: `示例义务${id}`,
    dueOn,
    ...(confirmedOn !== undefined && { confirmedOn }),
    eventIds: [],
  });
  const report = (
    agreements: readonly AgreementFact[],
    units: readonly UnitFact[] = [U1, U2, U3, U4],
    rest: Partial<ReportRequest> = {},
  ) => buildAgreementReport({ council, units, agreements }, asking('2026-03', rest));

  it('E13: three parties in three districts are one cross-district agreement and three covered units', () => {
    const from = report([agreement('1', [U1, U2, U3])]);
    expect(texts(from, 'M13', 'M12')).toEqual(['1', '75.0%']);
    expect(cellOf(from, 'M12')).toMatchObject({ numerator: 3, denominator: 4 });
    expect(texts(from, `M13/district/${XUANWU}`, `M13/district/${QINHUAI}`, `M13/district/${GULOU}`)).toEqual([
      '1',
      '1',
      '1',
    ]);
  });

  it('M12 counts active members only, each once, in agreements in force on the last day', () => {
    const over = agreement('2', [U3], {
      states: [state('ACTIVE', '2025-01-01'), state('TERMINATED', '2026-03-31')],
    });
    const outsider = unit('U9', GULOU, { memberships: [] });
    const from = report([agreement('1', [U1, U2]), agreement('3', [U1, outsider]), over], [U1, U2, U3, outsider]);
    expect(cellOf(from, 'M12')).toMatchObject({ numerator: 2, denominator: 3 });
  });

  it('an agreement is in force on the last day of its term, and not the day after even if nobody recorded its expiry', () => {
    expect(texts(report([agreement('1', [U1, U2], { termTo: '2026-03-31' })]), 'M13')).toEqual(['1']);
    const past = report([agreement('1', [U1, U2], { termTo: '2026-03-30' })]);
    expect(texts(past, 'M13', 'state/EXPIRED', 'state/ACTIVE')).toEqual(['0', '1', '0']);
  });

  it('a void agreement never was in force', () => {
    const voided = agreement('1', [U1, U2], {
      states: [state('ACTIVE', '2025-01-01'), state('VOIDED', '2026-09-01')],
    });
    expect(texts(report([voided]), 'M12', 'M13', 'state/VOIDED')).toEqual(['0.0%', '0', '1']);
  });

  it('M13 knows a party’s district on the day, and today’s when restated', () => {
    const moved = unit('U2', QINHUAI, {
      districts: [
        { code: QINHUAI, from: '2019-01-01', eventIds: [] },
        { code: XUANWU, from: '2026-04-01', eventIds: [] },
      ],
    });
    const agreements = [agreement('1', [U1, moved])];
    expect(texts(report(agreements, [U1, moved]), 'M13')).toEqual(['1']);
    expect(texts(report(agreements, [U1, moved], { mode: 'RESTATED' }), 'M13')).toEqual(['0']);
  });

  it('M14 asks what is due in the period: confirmed by its day, and by now', () => {
    const from = report([
      agreement('1', [U1, U2], {
        obligations: [
          obligation('on-time', '2026-03-31', '2026-03-31'),
          obligation('late', '2026-03-10', '2026-03-11'),
          obligation('open', '2026-03-01'),
          obligation('not-due', '2026-04-01', '2026-03-05'),
        ],
      }),
    ]);
    expect(cellOf(from, 'M14')).toMatchObject({ numerator: 1, denominator: 3, text: '33.3%' });
    expect(cellOf(from, 'M14/late')).toMatchObject({ numerator: 2, denominator: 3, text: '66.7%' });
    expect(rowsOf(from, 'unmetObligations').map(({ label }) => label)).toEqual(['示例义务late', '示例义务open']);
  });

  it.each([
    ['linked 90 days before is dormant', { linkedOn: ['2025-12-31'] }, '1'],
    ['linked 89 days before is not', { linkedOn: ['2026-01-01'] }, '0'],
    ['linked only after the day is', { linkedOn: ['2026-04-01'] }, '1'],
    ['never linked is', { linkedOn: [] }, '1'],
    ['in force for 89 days has not been so for 90', { linkedOn: [], states: [state('ACTIVE', '2026-01-01')] }, '0'],
    ['no longer in force is not', { linkedOn: [], termTo: '2026-03-30' }, '0'],
  ])('M15, AGR-h: an agreement %s', (_, rest, expected) => {
    expect(texts(report([agreement('1', [U1, U2], rest as Partial<AgreementFact>)]), 'M15')).toEqual([expected]);
  });

  it('AGR-g: lists what ends within 60 and 30 days, the nearest first', () => {
    const ending = (id: string, termTo: string) => agreement(id, [U1, U2], { termTo });
    const from = report([
      ending('1', '2026-05-30'),
      ending('2', '2026-05-31'),
      ending('3', '2026-04-30'),
      ending('4', '2026-05-01'),
    ]);
    expect(rowsOf(from, 'expiring').map(({ key, cells }) => [key, cells.daysLeft?.text, cells.band?.text])).toEqual([
      ['3', '30', '30天内'],
      ['4', '31', '60天内'],
      ['1', '60', '60天内'],
    ]);
  });

  it('AGR-f: lists the districts where a cross-district agreement is not filed', () => {
    const from = report([
      agreement('1', [U1, U2], { filedDistricts: [XUANWU] }),
      agreement('2', [U1, U2], { filedDistricts: [XUANWU, QINHUAI] }),
      agreement('3', [U3, U4]),
    ]);
    expect(rowsOf(from, 'unfiled').map(({ key, cells }) => [key, cells.districts?.text])).toEqual([['1', '秦淮区']]);
  });
});
