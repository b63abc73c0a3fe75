import { participationActions } from './participation-rights';

const held = { councilId: 'c', status: 'HELD', countable: true, hosts: [{ unitId: 'host' }] };
const verified = { ...held, status: 'VERIFIED' };
const plain = { unitId: 'own', dispute: null, proposal: null };
const unit = { role: 'UNIT', scope: 'own' } as const;
const office = { role: 'COORD', scope: 'c' } as const;
const district = { role: 'DIST', scope: '320102' } as const;

describe('about a headcount', () => {
  it('a unit corrects or disputes its own, and disputes only once it is verified', () => {
    expect(participationActions(held, plain, unit, false)).toEqual(['CORRECT', 'DISPUTE']);
    expect(participationActions(verified, plain, unit, false)).toEqual(['DISPUTE']);
    expect(participationActions(verified, plain, unit, true)).toEqual(['CORRECT', 'DISPUTE']);
  });

  it('a unit says nothing of others, unless it hosts', () => {
    expect(participationActions(held, { ...plain, unitId: 'z' }, unit, false)).toEqual([]);
    expect(participationActions(held, plain, { ...unit, scope: 'host' }, false)).toEqual(['CORRECT']);
  });

  it('the office of the council resolves disputes', () => {
    const disputed = { ...plain, dispute: {} };
    expect(participationActions(held, disputed, office, false)).toEqual(['RESOLVE', 'CORRECT']);
    expect(participationActions(held, disputed, { ...office, scope: 'other' }, false)).toEqual([]);
  });

  it('what is proposed waits for the organization department, and nobody proposes twice', () => {
    const proposed = { ...plain, proposal: {} };
    expect(participationActions(held, proposed, district, true)).toEqual(['DECIDE']);
    expect(participationActions(held, proposed, office, true)).toEqual([]);
  });

  it('nothing is offered on what does not count', () => {
    expect(participationActions({ ...held, countable: false }, plain, office, false)).toEqual([]);
  });
});
