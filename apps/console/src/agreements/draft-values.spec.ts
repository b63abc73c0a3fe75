import { askedOf, bodyOf, completeTerms, type DraftValues, newObligationId, owingNothing } from './draft-values';

const values: DraftValues = {
  kind: 'TARGETED_ASSISTANCE',
  title: '定向帮扶协议',
  parties: [
    { unitId: 'a', side: 'GIVER', signatoryPost: '党委书记' },
    { unitId: 'b', side: 'RECEIVER', signatoryPost: '党支部书记' },
  ],
  purpose: '帮助对方提高组织生活质量，选派干部，开放场地。',
  scopeItems: ['组织帮扶'],
  obligations: [],
  termFrom: '2026-01-01',
  termTo: '2026-12-31',
  reviewCadence: 'YEARLY',
  terminationNoticeDays: 30,
  copies: 2,
};

describe('askedOf', () => {
  it('asks what the kind asks', () => {
    expect(askedOf('COUNTY_RESOURCE_PAIRING', { parties: [] })).toMatchObject({
      ...{ sides: ['GIVER', 'RECEIVER'], locality: true, needs: true, level: false },
    });
    expect(askedOf(undefined, { parties: [] }).sides).toEqual(['PARTY']);
  });

  it('keeps asking for what the text says already', () => {
    expect(askedOf('REGIONAL', { parties: [{ trade: 'LAW', side: 'LEAD' }], needs: ['修路'] })).toMatchObject({
      ...{ sides: ['PARTY', 'LEAD'], trade: true, needs: true, level: false },
    });
  });
});

it('finds who owes nothing, but for those who are helped', () => {
  expect(owingNothing(values)).toEqual([0]);
  expect(owingNothing({ ...values, kind: 'REGIONAL' })).toEqual([0, 1]);
  expect(owingNothing({ ...values, obligations: [{ obligationId: 'o1', unitId: 'a' }] })).toEqual([]);
});

it('gives a new duty a key that none has had', () => {
  expect(newObligationId([])).toBe('o1');
  expect(newObligationId(['o1', 'o7', 'lecture'])).toBe('o8');
});

it('sends nothing that is empty, and names what is missing by leaving it out', () => {
  const body = bodyOf({ ...values, councilId: null, businessRelation: '', needs: [], parties: [{ unitId: 'a' }] });
  expect(body).toEqual({ ...values, parties: [{ unitId: 'a', side: 'PARTY' }], projectIds: [] });
});

it('writes out only what is complete', () => {
  expect(completeTerms(values)?.title).toBe('定向帮扶协议');
  expect(completeTerms({ ...values, parties: [{ unitId: 'a' }] })).toBeUndefined();
  expect(completeTerms({ ...values, obligations: [{ obligationId: 'o1', unitId: 'a' }] })).toBeUndefined();
});
