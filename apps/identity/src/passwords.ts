import { randomBytes, randomInt } from 'node:crypto';
import { DomainError } from '@lianjian/event-sourcing/errors';
import type { Instant } from '@lianjian/kernel/time';
import { hash, verify } from '@node-rs/argon2';
import type { Account } from './account.entity.js';
import type { IdentitySettings } from './identity-settings.js';

// Argon2id is the package's default. OWASP: 19 MiB, two passes, one lane.
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const DAY_MS = 86_400_000;

/** How many of the last passwords may not come back. */
export const REMEMBERED_PASSWORDS = 5;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), ARGON2);

const nobodysHash = hashPassword(randomBytes(32).toString('base64url'));

/** Takes the same time for an account that does not exist. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash), password.normalize('NFC'));
  return passwordHash !== undefined && matches;
}

type Policy = Pick<IdentitySettings, 'minLength' | 'minClasses'>;

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}\s]/u];

/** Throws unless the password is long and mixed enough and does not repeat the username. */
export function assertStrong(password: string, username: string, { minLength, minClasses }: Policy): void {
  const classes = CLASSES.filter((each) => each.test(password)).length;
  if ([...password].length < minLength || classes < minClasses) {
    throw new DomainError(
      'invalid',
      'identity/password-too-weak',
      `密码至少 ${minLength} 位，且须含大写字母、小写字母、数字、符号中的 ${minClasses} 种`,
      { field: 'newPassword' },
    );
  }
  if (password.toLowerCase().includes(username)) {
    throw new DomainError('invalid', 'identity/password-has-username', '密码中不能包含用户名', {
      field: 'newPassword',
    });
  }
}

/** Throws when the password is the one in use or one of the last few before it. */
export async function assertNotRepeated(password: string, hashes: readonly string[]): Promise<void> {
  for (const each of hashes.slice(0, REMEMBERED_PASSWORDS)) {
    if (await passwordMatches(each, password)) {
      throw new DomainError(
        'invalid',
        'identity/password-repeated',
        `不能使用最近 ${REMEMBERED_PASSWORDS} 次用过的密码`,
        {
          field: 'newPassword',
        },
      );
    }
  }
}

type Password = Pick<Account, 'mustChangePassword' | 'passwordChangedAt'>;

/** Whether the password has to be changed before anything else. */
export function hasExpired(
  { mustChangePassword, passwordChangedAt }: Password,
  maxAgeDays: number,
  at: Instant,
): boolean {
  return mustChangePassword || (maxAgeDays > 0 && passwordChangedAt.getTime() + maxAgeDays * DAY_MS <= Date.parse(at));
}

// Nothing that is misread over the telephone: no I, O, l, o, 0, 1.
const ALPHABETS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-+=@#%'];
const ONE_TIME_LENGTH = 14;

/** A password to be shown once: every class is in it, whatever the policy. */
export function oneTimePassword(): string {
  const pick = (alphabet: string) => alphabet[randomInt(alphabet.length)] as string;
  const all = ALPHABETS.join('');
  const characters = [
    ...ALPHABETS.map(pick),
    ...Array.from({ length: ONE_TIME_LENGTH - ALPHABETS.length }, () => pick(all)),
  ];
  for (let last = characters.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] as string, characters[last] as string];
  }
  return characters.join('');
}
