import { BANK, MALL } from '@lianjian/agreements/testing';
import { decodeJwt } from 'jose';
import { type Database, freshDatabase } from '../support/database.js';
import { type Figure, median, quantile } from './figure.js';
import { CLIENTS, CONTENT_HASH, Signing, type SigningClient, TERMS } from './signing.js';
import { spawnServer } from './spawned.js';

const TODAY = TERMS.termFrom;

/** Rounds that do not count: both compilers are still at work in them. */
const WARM_UP = 2;

type Round = Readonly<{ perSecond: number; p99: number }>;

/**
 * Signatures a second over HTTP, against a plain service that does the same on rows, on the same server and with the
 * same number of connections. Both are warm, and they take turns. A round of ours is over once the views show it.
 */
export default async function commandBench(rounds = 6, signatures = 1_600): Promise<readonly Figure[]> {
  const signing = await Signing.prepare((WARM_UP + rounds) * signatures);
  const database = await freshDatabase('bench_plain');
  const plain = await spawnServer({
    args: ['dist/test/bench/plain-service.js'],
    env: { NODE_ENV: 'production', DATABASE_URL: database.url, TOKEN_KEY_FILE: signing.keyFile, TOKEN_MINUTES: '60' },
  });
  const clients = signing.clients();
  const plainClients = signing.clients(plain.address);
  try {
    await fillPlain(database, signing);
    const ours: Round[] = [];
    const peer: Round[] = [];
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      ours.push(await signAll(clients, signatures, () => signing.viewsCaughtUp()));
      peer.push(await signAll(plainClients, signatures));
    }
    const warm = { ours: ours.slice(WARM_UP), peer: peer.slice(WARM_UP) };
    const figure = (name: string, of: (round: Round) => number): Figure => ({
      figure: `signing over HTTP, ${CLIENTS} clients, ${name}, against plain NestJS + TypeORM`,
      ours: median(warm.ours.map(of)),
      peer: median(warm.peer.map(of)),
      ratio: median(warm.ours.map((round, nr) => of(round) / of(warm.peer[nr] as Round))),
    });
    return [{ ...figure('commands/s', ({ perSecond }) => perSecond), target: 1 }, figure('p99, ms', ({ p99 }) => p99)];
  } finally {
    for (const client of [...clients, ...plainClients]) client.close();
    await plain.stop();
    await database.drop();
    await signing.stop();
  }
}

async function signAll(
  clients: readonly SigningClient[],
  signatures: number,
  isDone: () => Promise<void> = async () => {},
): Promise<Round> {
  const latencies: number[] = [];
  const begin = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let nr = 0; nr < signatures / clients.length; nr += 1) latencies.push((await client.sign()).ms);
    }),
  );
  await isDone();
  return { perSecond: (latencies.length / (performance.now() - begin)) * 1000, p99: quantile(latencies, 0.99) };
}

/** The same agreements as rows. */
async function fillPlain({ pool }: Database, { pending, signatories }: Signing): Promise<void> {
  const insert = (table: string, rows: readonly object[]) =>
    pool.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  await insert(
    'unit',
    [BANK, MALL].map((id) => ({ id, status: 'ACTIVE' })),
  );
  await insert(
    'mandate',
    signatories.map(({ accountId, unitId, token }) => ({
      id: decodeJwt(token).mid,
      account_id: accountId,
      unit_id: unitId,
    })),
  );
  await insert(
    'agreement',
    pending.map(({ id, signedByBank }) => ({
      id,
      terms: TERMS,
      content_hash: CONTENT_HASH,
      status: signedByBank ? 'PARTIALLY_SIGNED' : 'READY_TO_SIGN',
      signatures: signedByBank ? [{ unitId: BANK, on: TODAY }] : [],
      signed_on: null,
      version: signedByBank ? 3 : 2,
    })),
  );
  await pool.query('VACUUM ANALYZE');
}
