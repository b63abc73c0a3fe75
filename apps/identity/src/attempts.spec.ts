import { Attempts, LOCK_MS } from './attempts.js';

describe('Attempts', () => {
  const try5 = (attempts: Attempts, now = 0) => Array.from({ length: 5 }, () => attempts.begin('a', now));

  it('are five, then none for fifteen minutes, then five again', () => {
    const attempts = new Attempts();
    expect(try5(attempts)).toEqual([true, true, true, true, true]);
    expect([attempts.begin('a', 1), attempts.begin('a', LOCK_MS - 1)]).toEqual([false, false]);
    expect(try5(attempts, LOCK_MS)).toEqual([true, true, true, true, true]);
    expect(attempts.begin('a', LOCK_MS + 1)).toBe(false);
  });

  it('are not made longer by trying', () => {
    const attempts = new Attempts();
    try5(attempts);
    for (let now = 0; now < LOCK_MS; now += 1_000) attempts.begin('a', now);
    expect(attempts.begin('a', LOCK_MS)).toBe(true);
  });

  it('are forgiven by success, even by the fifth', () => {
    const attempts = new Attempts();
    try5(attempts);
    attempts.forgive('a');
    expect(try5(attempts)).toEqual([true, true, true, true, true]);
  });

  it('are counted for each pair, and for so many of them', () => {
    const attempts = new Attempts(2);
    try5(attempts);
    expect(attempts.begin('b', 1)).toBe(true);
    expect(attempts.begin('a', 1)).toBe(false);
    attempts.begin('c', 1);
    expect(attempts.begin('a', 1)).toBe(true);
  });
});
