import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgreementTerms } from '@lianjian/agreements/terms';
import { BANK, drafted, frozen, MALL, obligation, signedBy, terms } from '@lianjian/agreements/testing';
import { addDays, businessDateOf } from '@lianjian/kernel/time';
import { active } from '@lianjian/units/testing';
import { Installation } from '../support/client.js';
import { type Database, freshDatabase } from '../support/database.js';
import { HttpClient, type Sent } from './http-load.js';
import { streamFrom, writeLog } from './log.js';
import { type Spawned, spawnServer } from './spawned.js';

export const CLIENTS = 16;

/** A frozen agreement of the bank and the mall. The one that is to sign it is the last, or the first of two. */
export type Pending = Readonly<{ id: string; signer: string; signedByBank: boolean }>;

/** Somebody who may sign for one of the parties. */
export type Signatory = Readonly<{ unitId: string; accountId: string; token: string }>;

const TODAY = businessDateOf(new Date().toISOString());
export const TERM: Partial<AgreementTerms> = {
  termFrom: TODAY,
  termTo: addDays(TODAY, 300),
  obligations: [BANK, MALL].map((unitId, nr) => obligation(`o${nr + 1}`, unitId, { dueOn: addDays(TODAY, 200) })),
};
export const CONTENT_HASH = frozen(TERM).data.contentHash;
export const TERMS = terms(TERM);

/** The service as it is built, with units, people who sign for them, and agreements that wait for one signature. */
export class Signing {
  private constructor(
    readonly service: Spawned,
    readonly database: Database,
    readonly signatories: readonly Signatory[],
    readonly pending: readonly Pending[],
    readonly keyFile: string,
    private readonly dataDir: string,
  ) {}

  static async prepare(agreements: number): Promise<Signing> {
    const database = await freshDatabase('bench_signing');
    const dataDir = mkdtempSync(join(tmpdir(), 'lianjian-bench-data-'));
    const keyFile = join(dataDir, 'token.pem');
    const service = await spawnServer({
      args: ['dist/apps/standalone/src/main.js'],
      env: { ...SETTINGS, DATABASE_URL: database.url, DATA_DIR: dataDir, TOKEN_KEY_FILE: keyFile },
    });
    const pending = Array.from({ length: agreements }, (_, nr) => {
      const signedByBank = nr % 2 === 1;
      return { id: randomUUID(), signer: signedByBank ? MALL : BANK, signedByBank };
    });
    await writeLog(database.pool, [
      ...[BANK, MALL].flatMap((unitId) =>
        streamFrom(
          `unit-${unitId}`,
          '2026-01-05T01:00:00.000Z',
          active.map((event) =>
            event.type === 'UnitRegistered' ? { ...event, data: { ...event.data, unitId } } : event,
          ),
        ),
      ),
      ...pending.flatMap(({ id, signedByBank }) =>
        streamFrom(`agreement-${id}`, `${TODAY}T00:00:00.000Z`, [
          drafted(TERM),
          frozen(TERM),
          ...(signedByBank ? [signedBy(BANK, TODAY, 1, TERM)] : []),
        ]),
      ),
    ]);
    await database.pool.query('VACUUM ANALYZE events.event');
    const installation = await Installation.setUp(service);
    const signatories: Signatory[] = [];
    for (let nr = 0; nr < CLIENTS; nr += 1)
      signatories.push(await signatoryOf(nr % 2 === 0 ? BANK : MALL, installation, service));
    const signing = new Signing(service, database, signatories, pending, keyFile, dataDir);
    await signing.viewsCaughtUp();
    return signing;
  }

  /** The signatories at work, each on a connection of its own. */
  clients(address = this.service.address): readonly SigningClient[] {
    const queues = new Map(
      [BANK, MALL].map((unitId) => [unitId, this.pending.filter((each) => each.signer === unitId)]),
    );
    const next = new Map<string, number>();
    return this.signatories.map(
      (signatory) =>
        new SigningClient(address, signatory, () => {
          const nr = next.get(signatory.unitId) ?? 0;
          next.set(signatory.unitId, nr + 1);
          const pending = queues.get(signatory.unitId)?.[nr];
          if (!pending) throw new Error('Every prepared agreement is signed');
          return pending.id;
        }),
    );
  }

  /** Resolves once the views show everything that was written. */
  async viewsCaughtUp(): Promise<void> {
    for (;;) {
      const { rows } = await this.database.pool.query<{ behind: boolean }>(BEHIND);
      if (!rows[0]?.behind) return;
      await sleep(5);
    }
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.database.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

async function signatoryOf(unitId: string, installation: Installation, service: Spawned): Promise<Signatory> {
  const { account } = await installation.person('UNIT', unitId);
  const { username, password, id } = account as NonNullable<typeof account>;
  const answer = await fetch(`${service.address}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return { unitId, accountId: id, token: accessToken };
}

const BEHIND = `
  SELECT EXISTS (SELECT 1 FROM events.event, views.checkpoint
                  WHERE checkpoint.position IS NULL
                     OR (transaction_id, event.position)
                        > (split_part(checkpoint.position, '-', 1)::xid8, split_part(checkpoint.position, '-', 2)::bigint)) AS behind`;

const SETTINGS = {
  NODE_ENV: 'production',
  LOG_LEVEL: 'error',
  LIANJIAN_DEMO: 'off',
  RATE_LIMIT_PER_IP: '0',
  RATE_LIMIT_PER_ACCOUNT: '0',
  RATE_LIMIT_LOGINS: '0',
  TOKEN_MINUTES: '60',
  SESSION_HOURS: '168',
};

const BODY = JSON.stringify({ contentHash: CONTENT_HASH, signatoryPost: '党委书记' });

/** Signs one agreement after the other. */
export class SigningClient {
  readonly #http: HttpClient;

  constructor(
    address: string,
    private readonly signatory: Signatory,
    private readonly nextId: () => string,
  ) {
    this.#http = new HttpClient(address);
  }

  /** Signs the next agreement; how long that took, and what was answered. */
  async sign(): Promise<Readonly<{ id: string; ms: number; position?: string }>> {
    const id = this.nextId();
    const { ms, body } = await this.#http.send({
      method: 'POST',
      path: `/api/v1/agreements/${id}/signatures`,
      headers: {
        ...this.#authorized,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(BODY)),
        'idempotency-key': randomUUID(),
      },
      body: BODY,
    });
    return { id, ms, position: JSON.parse(body).position };
  }

  get(path: string): ReturnType<HttpClient['send']> {
    return this.#http.send({ method: 'GET', path, headers: this.#authorized } satisfies Sent);
  }

  close(): void {
    this.#http.close();
  }

  get #authorized(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.signatory.token}` };
  }
}
