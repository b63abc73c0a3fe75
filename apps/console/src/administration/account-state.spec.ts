import { idWithin, standingOf, stateOf } from './account-state';

describe('stateOf', () => {
  const until = '2026-11-22T10:00:00.000Z';
  it('tells what keeps somebody out before what merely waits', () => {
    expect(stateOf({ mustChangePassword: true, lockedUntil: until, disabledAt: until })).toBe('disabled');
    expect(stateOf({ mustChangePassword: true, lockedUntil: until })).toBe('locked');
    expect(stateOf({ mustChangePassword: true })).toBe('must-change');
    expect(stateOf({ mustChangePassword: false })).toBe('active');
  });
});

describe('standingOf', () => {
  it('ends on the day from which it holds no more', () => {
    expect(standingOf({ from: '2026-01-01', until: '2026-11-22' }, '2026-11-21')).toBe('in-force');
    expect(standingOf({ from: '2026-01-01', until: '2026-11-22' }, '2026-11-22')).toBe('over');
    expect(standingOf({ from: '2026-12-01' }, '2026-11-22')).toBe('coming');
    expect(standingOf({ from: '2026-12-01', until: '2026-11-01' }, '2026-11-22')).toBe('over');
  });
});

describe('idWithin', () => {
  const id = 'c74e552a-a492-592d-820d-899bf10adbe7';
  it('finds the id in a copied address', () => {
    expect(idWithin(`https://example.cn/units/${id}/one-pager?x=1`)).toBe(id);
    expect(idWithin(` ${id.toUpperCase()} `)).toBe(id);
    expect(idWithin(' abc ')).toBe('abc');
  });
});
