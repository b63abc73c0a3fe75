import { changesOf, nextChange, termOn } from './duty';

const council = {
  dutyTerms: [
    { districtCode: 'B', from: '2026-01-01', to: '2026-12-31' },
    { districtCode: 'A', from: '2025-01-01', to: '2025-12-31' },
    { districtCode: 'C', from: '2027-01-01', to: '2027-12-31' },
  ],
  handovers: [{ handoverOn: '2026-01-01', signedFor: ['A', 'B'], complete: true }],
};

describe('duty', () => {
  it('is the district in whose term the day lies, last day included', () => {
    expect(termOn(council, '2026-12-31')?.districtCode).toBe('B');
    expect(termOn(council, '2028-01-01')).toBeUndefined();
  });

  it('changes between consecutive terms, whatever order they were assigned in', () => {
    expect(changesOf(council, '2026-11-22').map(({ from, to }) => from.districtCode + to.districtCode)).toEqual([
      'AB',
      'BC',
    ]);
  });

  it('waits for the change that is not signed by both', () => {
    const next = nextChange(council, '2026-11-22');
    expect(next?.to.districtCode).toBe('C');
    expect(next?.daysLeft).toBe(40);
    expect(next?.signedFor).toEqual([]);
    const late = { ...council, handovers: [{ handoverOn: '2026-01-01', signedFor: ['A'], complete: false }] };
    expect(nextChange(late, '2026-11-22')?.to.districtCode).toBe('B');
  });

  it('stays where one district follows itself', () => {
    const same = {
      dutyTerms: [...council.dutyTerms.slice(0, 1), { districtCode: 'B', from: '2027-01-01', to: '2027-06-30' }],
      handovers: [],
    };
    expect(nextChange(same, '2026-11-22')).toBeUndefined();
  });
});
