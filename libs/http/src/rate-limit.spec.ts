import { RateLimit } from './rate-limit.js';
import { Remembered } from './remembered.js';

describe('A rate limit', () => {
  let now = 0;
  const limit = (perMinute: number, capacity?: number) => new RateLimit(perMinute, capacity, () => now);

  it('lets a minute’s worth through at once, then one at a time', () => {
    const limited = limit(3);
    expect([1, 2, 3].map(() => limited.take('a'))).toEqual([0, 0, 0]);
    expect(limited.take('a')).toBe(20);
    now += 19_000;
    expect(limited.take('a')).toBe(1);
    now += 1_000;
    expect([limited.take('a'), limited.take('a')]).toEqual([0, 20]);
  });

  it.each([1, 7, 60, 1_200])('lets exactly %i through at once, at any time of the clock', (perMinute) => {
    for (now of [0, 0.1, 12_345.678_901, 987_654_321.123]) {
      const limited = limit(perMinute);
      const waits = Array.from({ length: perMinute + 1 }, () => limited.take('a'));
      expect(waits.findIndex((wait) => wait > 0)).toBe(perMinute);
    }
  });

  it('counts keys apart', () => {
    const limited = limit(1);
    expect([limited.take('a'), limited.take('b'), limited.take('a')]).toEqual([0, 0, 60]);
  });

  it('saves no more than a minute’s worth', () => {
    const limited = limit(2);
    limited.take('a');
    now += 3_600_000;
    expect([1, 2, 3].map(() => limited.take('a'))).toEqual([0, 0, 30]);
  });

  it('forgets the key unused for longest, not the one that is busy', () => {
    const limited = limit(1, 2);
    for (const key of ['busy', 'quiet', 'busy', 'new']) limited.take(key);
    expect([limited.take('busy') > 0, limited.take('quiet')]).toEqual([true, 0]);
  });

  it('of nothing is no limit', () => {
    const free = limit(0);
    expect(Array.from({ length: 100 }, () => free.take('a')).every((wait) => wait === 0)).toBe(true);
  });
});

describe('What is remembered', () => {
  it('is forgotten in time, and when there is too much of it', () => {
    let now = 0;
    const remembered = new Remembered<string>(900, 2, () => now);
    remembered.set('a', 'A');
    expect(remembered.get('a')).toBe('A');
    now = 900;
    expect(remembered.get('a')).toBeUndefined();
    for (const key of ['b', 'c', 'd']) remembered.set(key, key);
    expect(['b', 'c', 'd'].map((key) => remembered.get(key))).toEqual([undefined, 'c', 'd']);
  });
});
