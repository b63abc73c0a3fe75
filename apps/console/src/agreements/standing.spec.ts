import { recordOf } from './record';
import { standingOf } from './standing';

type Agreement = Parameters<typeof standingOf>[0];

const agreement = (changes: Partial<Agreement> = {}): Agreement => ({
  id: 'x',
  agreementNo: 'GJ-320102-2026-0001',
  title: '商圈互助协议',
  kind: 'REGIONAL',
  status: 'READY_TO_SIGN',
  councilId: 'council',
  termFrom: '2026-01-01',
  termTo: '2026-12-31',
  parties: [
    { unitId: 'a', districtCode: '320102' },
    { unitId: 'b', districtCode: '320104' },
  ],
  partiesSigned: 0,
  version: 2,
  terms: {
    kind: 'REGIONAL',
    title: '商圈互助协议',
    parties: [],
    purpose: '',
    scopeItems: [],
    obligations: [],
    termFrom: '2026-01-01',
    termTo: '2026-12-31',
    reviewCadence: 'YEARLY',
    terminationNoticeDays: 30,
    copies: 2,
    projectIds: [],
  },
  contentHash: 'sha256:1',
  signatures: [],
  declinedBy: null,
  signedOn: null,
  activeFrom: null,
  terminatedFrom: null,
  filedIn: [],
  toFileIn: [],
  openObligationIds: [],
  earlierTexts: [],
  ...changes,
});
const unit = (scope: string) => ({ role: 'UNIT' as const, scope });
const on = '2026-06-01';

describe('standingOf', () => {
  it('lets a party sign a frozen text once', () => {
    expect(standingOf(agreement(), unit('a'), on).canSign).toBe(true);
    const signed = agreement({ signatures: [{ unitId: 'a', on }] });
    expect(standingOf(signed, unit('a'), on)).toMatchObject({ canSign: false, hasSigned: true, unsigned: ['b'] });
    expect(standingOf(agreement({ contentHash: null }), unit('a'), on)).toMatchObject({
      canSign: false,
      canFreeze: true,
    });
    expect(standingOf(agreement(), unit('a'), '2027-01-01').canSign).toBe(false);
  });

  it('lets nobody sign for a party', () => {
    const others = [
      unit('c'),
      { role: 'COORD' as const, scope: 'council' },
      { role: 'DIST' as const, scope: '320102' },
    ];
    expect(others.map((other) => standingOf(agreement(), other, on).canSign)).toEqual([false, false, false]);
    expect(standingOf(agreement(), { role: 'COORD', scope: 'council' }, on).canRevise).toBe(true);
    expect(standingOf(agreement(), { role: 'COORD', scope: 'other' }, on).canRevise).toBe(false);
  });

  it('waits for the district when the term is longer than three years', () => {
    const long = agreement({ termTo: '2029-01-02' });
    expect(standingOf(long, unit('a'), on)).toMatchObject({ canSign: false, needsLongTermApproval: true });
    expect(standingOf(long, { role: 'DIST', scope: '320104' }, on).canApproveLongTerm).toBe(true);
    const record = recordOf([
      {
        ...{ type: 'AgreementLongTermApproved', version: 3, occurredOn: on, recordedAt: `${on}T00:00:00.000Z` },
        data: { districtCode: '320104', termFrom: '2026-01-01', termTo: '2029-01-02' },
      },
    ]);
    expect(standingOf(long, unit('a'), on, record).canSign).toBe(true);
    expect(standingOf(agreement({ termTo: '2029-01-01' }), unit('a'), on).needsLongTermApproval).toBe(false);
  });

  it('leaves a text alone that all have signed', () => {
    const signed = agreement({ status: 'ACTIVE', signedOn: on, toFileIn: ['320102', '320104'] });
    expect(standingOf(signed, unit('a'), on)).toMatchObject({
      ...{ canSign: false, canDecline: false, canRevise: false, canFreeze: false },
      canTerminate: true,
    });
    expect(standingOf(signed, { role: 'DIST', scope: '320102' }, on).canFileIn).toEqual(['320102']);
    expect(standingOf(signed, { role: 'CITY', scope: '320100' }, on).canFileIn).toEqual(['320102', '320104']);
    expect(standingOf(signed, { role: 'DIST', scope: '320106' }, on)).toMatchObject({ canFileIn: [], canVoid: false });
  });
});
