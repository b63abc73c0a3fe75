import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Database, freshDatabase } from '../../../test/support/database.js';
import { nextNumber } from './counter.js';
import { WrongVersionError } from './errors.js';
import type { EventStore, NewEvent, RecordedEvent } from './event-store.js';
import { newEvent } from './event-store-contract.js';
import { checkHistory, type History, type Operation } from './history-checker.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { createPostgresPool } from './postgres-pool.js';
import { createEventSchema } from './postgres-schema.js';
import { reserve } from './reservation.js';

const HISTORIES = 3;
const CLIENTS = 32;
const STREAMS = 50;
const OPERATIONS = 5_000;

const anyOf = <T>(items: readonly T[]) => items[Math.floor(Math.random() * items.length)] as T;

/** The store that lets everybody append whatever the stream says: what an expected version is there to prevent. */
class AppendAny extends PostgresEventStore {
  override async append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
  ): Promise<readonly RecordedEvent[]> {
    try {
      return await super.append(stream, expected, events);
    } catch (error) {
      if (error instanceof WrongVersionError) return this.append(stream, error.actual, events);
      throw error;
    }
  }
}

describe('Many clients on few streams of PostgreSQL', () => {
  let database: Database;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await freshDatabase('concurrency');
    await createEventSchema(database.pool);
    pool = createPostgresPool(database.url, { name: 'clients', max: CLIENTS });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  /** One client after the other of many, on streams of their own; every answer is written down as the client saw it. */
  async function record(store: EventStore, count: number): Promise<History> {
    const streams = Array.from({ length: STREAMS }, () => `hot-${randomUUID()}`);
    const operations: Operation[] = [];
    const client = async (name: string) => {
      const known = new Map<string, number>();
      while (operations.length < count) {
        const stream = anyOf(streams);
        const invoked = performance.now();
        if (!known.has(stream) || Math.random() < 0.4) {
          const recorded = await store.read(stream).catch(() => undefined);
          if (!recorded) continue;
          known.set(stream, recorded.length);
          const seen = recorded.map(({ id }) => id);
          operations.push({ kind: 'read', client: name, stream, invoked, returned: performance.now(), seen });
        } else {
          const expected = known.get(stream) ?? 0;
          const events = Array.from({ length: Math.ceil(Math.random() * 3) }, () => newEvent());
          const outcome = await store.append(stream, expected, events).then(
            () => 'written' as const,
            (error: unknown) => (error instanceof WrongVersionError ? { refused: error.actual } : ('unknown' as const)),
          );
          if (outcome === 'unknown') known.delete(stream);
          else known.set(stream, outcome === 'written' ? expected + events.length : outcome.refused);
          const ids = events.map(({ id }) => id);
          operations.push({
            kind: 'append',
            client: name,
            stream,
            invoked,
            returned: performance.now(),
            expected,
            ids,
            outcome,
          });
        }
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, nr) => client(`client-${nr}`)));

    const honest = new PostgresEventStore(database.pool);
    const stored = await Promise.all(streams.map(async (stream) => [stream, await honest.read(stream)] as const));
    return { operations, stored: Object.fromEntries(stored) };
  }

  /** Cuts a connection now and then, so that some clients never hear what became of their append. */
  async function cutting<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const cutter = (async () => {
      while (!isOver) {
        await sleep(20);
        await database.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = 'clients' ORDER BY random() LIMIT 2`,
        );
      }
    })();
    try {
      return await work;
    } finally {
      isOver = true;
      await cutter;
    }
  }

  const tally = ({ operations }: History) => {
    const appends = operations.filter((operation) => operation.kind === 'append');
    const written = appends.filter(({ outcome }) => outcome === 'written').length;
    const unknown = appends.filter(({ outcome }) => outcome === 'unknown').length;
    return { reads: operations.length - appends.length, written, unknown, refused: appends.length - written - unknown };
  };

  it('makes histories without a fault (T11)', async () => {
    for (let nr = 1; nr <= HISTORIES; nr += 1) {
      const history = await cutting(record(new PostgresEventStore(pool), OPERATIONS));
      const counts = tally(history);
      process.stdout.write(
        `T11: history ${nr} of ${CLIENTS} clients on ${STREAMS} streams: ${JSON.stringify(counts)}\n`,
      );
      expect(checkHistory(history)).toEqual([]);
      expect(Math.min(counts.written, counts.refused)).toBeGreaterThan(100);
    }
  }, 120_000);

  it('is a test that would notice: without expected versions updates are lost (T11, control)', async () => {
    const history = await record(new AppendAny(pool), 2_000);
    expect(checkHistory(history)).toContain('lost update');
  }, 60_000);

  const context = {
    at: '2026-07-01T08:00:00.000Z',
    occurredOn: '2026-07-01',
    metadata: () => ({ source: 'UI' as const, correlationId: 'c', causationId: 'c' }),
  };

  it('gives one of fifty the reservation they all want', async () => {
    const stores = Array.from({ length: 50 }, () => new PostgresEventStore(pool));
    const outcomes = await Promise.allSettled(
      stores.map((store, nr) =>
        reserve(store, 'uscc', '91320102DEM0000142', `unit-${nr}`, {
          context,
          stillHeld: async () => true,
          refusal: { code: 'unit/uscc-taken', message: '已被占用' },
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'unit/uscc-taken' });
    }
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    const recorded = await new PostgresEventStore(pool).read('reservation-uscc-91320102DEM0000142');
    expect(recorded.map(({ data }) => data)).toEqual([{ holder: `unit-${winner}` }]);
  });

  it('draws no number twice in four processes', async () => {
    // A counter is remembered per store, so four stores are what four processes are.
    const stores = Array.from({ length: 4 }, () => new PostgresEventStore(pool));
    const drawn = await Promise.all(
      stores.flatMap((store) => Array.from({ length: 50 }, () => nextNumber(store, 'GJ-320104-2026', context))),
    );
    expect(drawn.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });
});
