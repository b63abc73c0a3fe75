import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneTimePassword } from '../../../identity/src/passwords.js';
import type { Person } from './cast.js';

/** The passwords of an installation's demo, which are made when it is loaded and are nowhere else. */
export class DemoLogins {
  readonly #path: string;

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'demo-logins.txt');
  }

  /** A password for each of them, the same ones when asked again. */
  prepare(people: readonly Person[]): ReadonlyMap<string, string> {
    if (existsSync(this.#path)) return this.read();
    const passwords = new Map(people.map(({ username }) => [username, oneTimePassword()]));
    const lines = people.map(
      ({ username, displayName }) => `${username}\t${passwords.get(username)}\t${displayName}\n`,
    );
    mkdirSync(join(this.#path, '..'), { recursive: true });
    writeFileSync(this.#path, lines.join(''), { mode: 0o600 });
    chmodSync(this.#path, 0o600); // the mode above is for new files only, and the umask narrows it
    return passwords;
  }

  /** By username; none where the file was taken away. */
  read(): ReadonlyMap<string, string> {
    if (!existsSync(this.#path)) return new Map();
    const lines = readFileSync(this.#path, 'utf8').split('\n').filter(Boolean);
    return new Map(lines.map((line) => line.split('\t').slice(0, 2) as [string, string]));
  }
}
