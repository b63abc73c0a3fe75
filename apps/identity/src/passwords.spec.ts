import {
  assertNotRepeated,
  assertStrong,
  hasExpired,
  hashPassword,
  oneTimePassword,
  passwordMatches,
} from './passwords.js';

const POLICY = { minLength: 8, minClasses: 3 };
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

describe('A password', () => {
  it.each(['Abcdefg1', 'abcdef-1', 'ABCDEF-1', 'Abcdefg-', '密码Ab12345', 'Ünïcödé-x'])('may be %s', (password) => {
    expect(() => assertStrong(password, 'li.wei', POLICY)).not.toThrow();
  });

  it.each(['Abcde-1', 'abcdefgh', 'abcdefg1', 'ABCDEFG1', '12345678', '        ', 'My-LI.WEI-1'])(
    'may not be "%s"',
    (password) => {
      expect(() => assertStrong(password, 'li.wei', POLICY)).toThrow(/密码/);
    },
  );

  it('has the rules of the deployment', () => {
    expect(() => assertStrong('abcdefgh', 'li.wei', { minLength: 8, minClasses: 1 })).not.toThrow();
    expect(() => assertStrong('Abcdef-1', 'li.wei', { minLength: 12, minClasses: 3 })).toThrow('12');
  });

  it('is kept as Argon2id with 19 MiB and two passes, and matches however its accents were typed', async () => {
    const hash = await hashPassword('Caf\u00e9-1234');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(hash, 'Cafe\u0301-1234')).toBe(true);
    expect(await passwordMatches(hash, 'Cafe-1234')).toBe(false);
  });

  it('is compared for nobody as slowly as for somebody, and never matches', async () => {
    const hash = await hashPassword('Correct-Horse-9');
    const median = async (against: string | undefined) => {
      const times: number[] = [];
      for (let index = 0; index < 7; index += 1) {
        const started = performance.now();
        expect(await passwordMatches(against, 'Wrong-Horse-9')).toBe(false);
        times.push(performance.now() - started);
      }
      return times.sort((a, b) => a - b)[3] as number;
    };
    await passwordMatches(undefined, 'x');
    expect(await median(undefined)).toBeGreaterThan((await median(hash)) / 4);
  });

  it('may not come back while it is among the last five', async () => {
    const hashes = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((each) => hashPassword(each)));
    await expect(assertNotRepeated('e', hashes)).rejects.toThrow('最近 5 次');
    await expect(assertNotRepeated('f', hashes)).resolves.toBeUndefined();
  });

  it('has to be changed when it was given for once, or is old, unless it may grow old', () => {
    const set = { mustChangePassword: false, passwordChangedAt: new Date('2026-01-01T00:00:00Z') };
    expect(hasExpired(set, 90, '2026-03-31T23:59:59Z')).toBe(false);
    expect(hasExpired(set, 90, '2026-04-01T00:00:00Z')).toBe(true);
    expect(hasExpired(set, 0, '2036-01-01T00:00:00Z')).toBe(false);
    expect(hasExpired({ ...set, mustChangePassword: true }, 0, '2026-01-01T00:00:00Z')).toBe(true);
  });
});

describe('A password to be used once', () => {
  it('has every class, nothing that is misread, and never repeats', () => {
    const passwords = Array.from({ length: 500 }, oneTimePassword);
    expect(new Set(passwords).size).toBe(500);
    for (const password of passwords) {
      expect(password).toHaveLength(14);
      expect(password).not.toMatch(/[IOlo01]/);
      expect(CLASSES.every((each) => each.test(password))).toBe(true);
    }
  });
});
