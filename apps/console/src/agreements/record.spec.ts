import { recordOf, unconfirmedReports } from './record';

const entry = (version: number, type: string, data: Record<string, unknown>) => ({
  version,
  type,
  data,
  occurredOn: '2026-11-02',
  recordedAt: '2026-11-02T02:00:00.000Z',
});

describe('recordOf', () => {
  it('keeps the posts that signed the text that stands, and every signing', () => {
    const record = recordOf([
      entry(3, 'AgreementTermsRevised', { clearedSigners: ['a'] }),
      entry(2, 'AgreementSignedByParty', { unitId: 'a', signatoryPost: '党支部书记' }),
      entry(4, 'AgreementSignedByParty', { unitId: 'b', signatoryPost: '党委书记' }),
    ]);
    expect(record.signatures).toEqual([{ unitId: 'b', post: '党委书记', version: 4 }]);
    expect(record.everSigned.map(({ unitId }) => unitId)).toEqual(['a', 'b']);
    expect(record.cleared).toEqual({ unitIds: ['a'], recordedAt: '2026-11-02T02:00:00.000Z', by: 'revision' });
  });

  it('knows who sent it back and why, until the text is revised or frozen again', () => {
    const declined = entry(2, 'AgreementDeclined', { unitId: 'b', reason: '义务过多', clearedSigners: [] });
    expect(recordOf([declined]).declined).toEqual({ unitId: 'b', reason: '义务过多', on: '2026-11-02' });
    expect(recordOf([declined, entry(3, 'AgreementTermsRevised', { clearedSigners: [] })]).declined).toBeUndefined();
    expect(recordOf([declined, entry(3, 'AgreementTextFrozen', {})]).declined).toBeUndefined();
  });

  it('reads reports with either kind of evidence', () => {
    const report = (version: number, evidence: unknown) =>
      entry(version, 'ObligationFulfilled', { obligationId: 'o1', fulfilledOn: '2026-10-01', quantity: 2, evidence });
    expect(recordOf([report(2, { note: '见会议记录' }), report(3, { activityId: 'x' })]).reports.o1).toEqual([
      { on: '2026-10-01', quantity: 2, note: '见会议记录' },
      { on: '2026-10-01', quantity: 2, activityId: 'x' },
    ]);
  });
});

it('leaves out the reports that are confirmed', () => {
  const reports = [1, 2, 3].map((quantity) => ({ on: '2026-10-01', quantity }));
  expect(unconfirmedReports(reports, 0)).toHaveLength(3);
  expect(unconfirmedReports(reports, 2).map(({ quantity }) => quantity)).toEqual([2, 3]);
  expect(unconfirmedReports(reports, 6)).toEqual([]);
});
