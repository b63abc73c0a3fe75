import { askedIn, isInPublishedTerms, toQuery } from './report-query';

const defaults = { councilId: 'own', kind: 'MONTH', today: '2026-11-22' } as const;
const asked = (address: string) => askedIn(new URLSearchParams(address), defaults);

describe('the query of a report', () => {
  it('is the own council, the last month that is over, and the published terms unless the address says otherwise', () => {
    expect(asked('')).toEqual({
      councilId: 'own',
      period: '2026-10',
      lens: 'INVOLVED',
      mode: 'AS_WAS',
      outward: false,
    });
    expect(asked('councilId=other&period=2026Q1&lens=SHARED&mode=RESTATED&outward=true&asOf=2026-04-10')).toEqual({
      councilId: 'other',
      period: '2026Q1',
      lens: 'SHARED',
      mode: 'RESTATED',
      outward: true,
      asOf: '2026-04-10',
    });
  });

  it('takes no notice of what nobody could have chosen', () => {
    expect(asked('period=March&lens=BOTH&mode=X&asOf=soon&outward=1')).toEqual(asked(''));
  });

  it('means the end of a day in Shanghai, and an instant as it is', () => {
    expect(toQuery(asked('asOf=2026-04-10')).asOf).toBe('2026-04-10T15:59:59.999Z');
    expect(toQuery(asked('asOf=2026-04-08T09:00:00.000Z')).asOf).toBe('2026-04-08T09:00:00.000Z');
    expect(toQuery(asked(''))).not.toHaveProperty('asOf');
    expect(toQuery(asked('outward=true')).outward).toBe('true');
  });

  it('can be held beside what is published only in the terms of the day, with all figures shown', () => {
    expect([asked('lens=LEAD'), asked('mode=RESTATED'), asked('outward=true')].map(isInPublishedTerms)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
