import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { assertDurable } from '@lianjian/event-sourcing/assert-durable';
import type { NewEvent } from '@lianjian/event-sourcing/event-store';
import { PostgresEventStore } from '@lianjian/event-sourcing/postgres-event-store';
import { createPostgresPool } from '@lianjian/event-sourcing/postgres-pool';
import { createEventSchema } from '@lianjian/event-sourcing/postgres-schema';
import { freshDatabase } from '../support/database.js';
import { type Figure, median } from './figure.js';

const WRITERS = 16;
const EVENTS_PER_STREAM = 10;

/** Appends the `nr`-th event, counting from 0, of a stream. */
type Append = (stream: string, nr: number) => Promise<unknown>;

const event = (): NewEvent => ({
  id: randomUUID(),
  type: 'AgreementSigned',
  schema: 1,
  data: { unitId: randomUUID(), signatory: randomUUID(), textHash: 'b7e2'.repeat(16), signedOn: '2026-07-03' },
  metadata: {
    occurredOn: '2026-07-03',
    recordedAt: '2026-07-03T02:15:00.000Z',
    actor: { accountId: randomUUID(), mandateId: randomUUID(), role: 'UNIT', scope: randomUUID() },
    source: 'API',
    correlationId: randomUUID(),
    causationId: randomUUID(),
    idempotencyKey: randomUUID(),
    requestHash: 'c0ffee00'.repeat(8),
  },
});

/**
 * Single-event appends a second by 16 writers on durable settings, against what one prepared INSERT into the same kind
 * of table reaches, and against another event store. The contestants take short turns, so that a noisy machine is noisy
 * for all of them; the ratio is the median of the rounds' ratios.
 */
export default async function appendBench(rounds = 40, turnMs = 250): Promise<readonly Figure[]> {
  const database = await freshDatabase('bench_append');
  const pool = createPostgresPool(database.url, { name: 'bench', max: WRITERS });
  const peersPool = createPostgresPool(database.url, { name: 'bench-peer', max: WRITERS });
  const emmett = getPostgreSQLEventStore(database.url, { connectionOptions: { pool: peersPool } });
  try {
    await assertDurable(pool);
    await createEventSchema(pool);
    await pool.query('CREATE TABLE events.raw (LIKE events.event INCLUDING ALL)');
    await emmett.schema.migrate();

    const store = new PostgresEventStore(pool);
    const contestants: Record<'ours' | 'raw' | 'emmett', Append> = {
      ours: (stream, nr) => store.append(stream, nr, [event()]),
      raw: (stream, nr) => {
        const { id, type, schema, data, metadata } = event();
        const values = [stream, nr + 1, id, type, schema, JSON.stringify(data), JSON.stringify(metadata)];
        return pool.query({ name: 'raw', text: RAW, values });
      },
      emmett: (stream, nr) => {
        const { type, data, metadata } = event();
        return emmett.appendToStream(stream, [{ type, data: { ...data }, metadata }], {
          expectedStreamVersion: nr === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(nr),
        });
      },
    };
    for (const append of Object.values(contestants)) await perSecond(append, 2 * turnMs);
    const results: Record<keyof typeof contestants, number>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      results.push({
        ours: await perSecond(contestants.ours, turnMs),
        raw: await perSecond(contestants.raw, turnMs),
        emmett: await perSecond(contestants.emmett, turnMs),
      });
    }
    const against = (figure: string, peer: 'raw' | 'emmett', target: number): Figure => ({
      figure: `append of 1 event, ${WRITERS} writers, events/s, against ${figure}`,
      ours: median(results.map(({ ours }) => ours)),
      peer: median(results.map((result) => result[peer])),
      ratio: median(results.map((result) => result.ours / result[peer])),
      target,
    });
    return [against('one prepared INSERT', 'raw', 0.8), against('emmett-postgresql', 'emmett', 3)];
  } finally {
    await emmett.close();
    await Promise.all([pool.end(), peersPool.end()]);
    await database.drop();
  }
}

const RAW = `
  INSERT INTO events.raw (stream, version, id, type, schema, data, metadata)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  RETURNING transaction_id, position`;

async function perSecond(append: Append, ms: number): Promise<number> {
  const begin = performance.now();
  let appended = 0;
  const writer = async () => {
    while (performance.now() - begin < ms) {
      const stream = `bench-${randomUUID()}`;
      for (let nr = 0; nr < EVENTS_PER_STREAM; nr += 1) {
        await append(stream, nr);
        appended += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return (appended / (performance.now() - begin)) * 1000;
}
