import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Database, freshServer } from '../../../test/support/database.js';
import type { RecordedEvent } from './event-store.js';
import { PostgresEventFeed } from './postgres-event-feed.js';
import { createPostgresPool } from './postgres-pool.js';
import { createEventSchema } from './postgres-schema.js';

const WRITERS = 64;
const COMMITS = 10_000;
const ROLLBACK_RATE = 0.05;
const SUBSCRIBERS = 4;
const SLOW_TRANSACTION_MS = 3_000;

/** Readers that look right and are wrong. Had they missed nothing, this test would have shown nothing. */
const BARRIER = 'transaction_id < pg_snapshot_xmin(pg_current_snapshot())';
const WRONG_READERS = {
  'position alone': 'WHERE position > $1 ORDER BY position LIMIT 500',
  'barrier, checkpoint of the position alone': `WHERE ${BARRIER} AND position > $1 ORDER BY transaction_id, position LIMIT 500`,
  'barrier, ordered by position': `WHERE ${BARRIER} AND position > $1 ORDER BY position LIMIT 500`,
};

describe('The PostgreSQL feed under load (T01)', () => {
  let database: Database;
  let pool: pg.Pool;
  let isOver = false;
  const clients: pg.Client[] = [];

  beforeAll(async () => {
    database = await freshServer('feed-completeness');
    await createEventSchema(database.pool);
    pool = createPostgresPool(database.url, { name: 'feed' });
  });
  afterAll(async () => {
    isOver = true;
    await Promise.all(clients.map((client) => client.end()));
    await pool.end();
    await database.drop();
  });

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    clients.push(client);
    return client;
  }

  const sometimes = (rate: number) => Math.random() < rate;
  const pause = () => sleep(Math.random() * 100);
  const insert = (id: string, stream: string, version: number) => `
    INSERT INTO events.event (stream, version, id, type, schema, data, metadata)
    VALUES ('${stream}', ${version}, '${id}', 'Noted', 1, '{}', '{}')`;

  /** Draws transaction numbers and positions in every order that there is, and commits when it comes to that. */
  async function write(stream: string, committed: Set<string>): Promise<void> {
    const client = await connect();
    for (let version = 1; committed.size < COMMITS; ) {
      const id = randomUUID();
      await client.query(sometimes(0.5) ? 'BEGIN; SELECT pg_current_xact_id()' : 'BEGIN');
      if (sometimes(0.5)) await pause();
      await client.query(insert(id, stream, version));
      if (sometimes(0.5)) await pause();
      if (sometimes(ROLLBACK_RATE)) {
        await client.query('ROLLBACK');
      } else {
        await client.query('COMMIT');
        committed.add(id);
        version += 1;
      }
    }
  }

  /** Reads to the end; stops and goes on at random, and at last goes back to places it has been at. */
  async function subscribe(seen: RecordedEvent[]) {
    const feed = new PostgresEventFeed(pool);
    const checkpoints: (readonly [position: string | undefined, seen: number])[] = [[undefined, 0]];
    let from: string | undefined;
    let [runs, outOfOrder] = [0, 0];
    while (!isOver || from !== (await feed.head())) {
      runs += 1;
      const until = seen.length + Math.ceil(Math.random() * 800);
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), 200 + Math.random() * 800);
      let last = from;
      for await (const { events, position } of feed.subscribe({ from, signal: stop.signal })) {
        for (const event of events) {
          if (last !== undefined && feed.compare(event.position, last) <= 0) outOfOrder += 1;
          last = event.position;
          seen.push(event);
        }
        from = position;
        checkpoints.push([position, seen.length]);
        if (seen.length >= until) break;
      }
      clearTimeout(timer);
      await sleep(Math.random() * 50);
    }
    for (let nr = 0; nr < 3; nr += 1) {
      // As after a restart from an old backup: what comes again must be the same, in the same order.
      const [position, length] = checkpoints[Math.floor(Math.random() * checkpoints.length)] ?? [undefined, 0];
      const again = await reread(feed, position, seen.length - length);
      expect(again).toEqual(seen.slice(length).map(({ id }) => id));
    }
    return { runs, outOfOrder };
  }

  async function reread(feed: PostgresEventFeed, from: string | undefined, count: number): Promise<readonly string[]> {
    const ids: string[] = [];
    const { signal } = new AbortController();
    if (count === 0) return ids;
    for await (const { events } of feed.subscribe({ from, signal })) {
      ids.push(...events.map(({ id }) => id));
      if (ids.length >= count) break;
    }
    return ids.slice(0, count);
  }

  async function readWrongly(clause: string): Promise<ReadonlySet<string>> {
    const client = await connect();
    const seen = new Set<string>();
    let checkpoint = '0';
    for (let found = 1; !isOver || found > 0; ) {
      const { rows } = await client.query(`SELECT id, position FROM events.event ${clause}`, [checkpoint]);
      for (const { id } of rows) seen.add(id);
      checkpoint = rows.at(-1)?.position ?? checkpoint;
      found = rows.length;
      if (found === 0) await sleep(2);
    }
    return seen;
  }

  it('misses nothing, repeats nothing and keeps every stream’s order, where simpler readers lose events', async () => {
    const committed = new Set<string>();
    const seen = Array.from({ length: SUBSCRIBERS }, (): RecordedEvent[] => []);
    const started = performance.now();

    const reading = seen.map(subscribe);
    const readingWrongly = Object.values(WRONG_READERS).map(readWrongly);
    const writing = Array.from({ length: WRITERS }, (_, writer) => write(`writer-${writer}`, committed));

    const slowId = randomUUID();
    const slow = await connect();
    await sleep(SLOW_TRANSACTION_MS / 4);
    await slow.query(`BEGIN; ${insert(slowId, 'writer-slow', 1)}`);
    await sleep(SLOW_TRANSACTION_MS);
    const heldBack = committed.size - Math.max(...seen.map(({ length }) => length));
    await slow.query('COMMIT');
    const released = performance.now();
    committed.add(slowId);
    const due = committed.size;
    const lag = () => performance.now() - released;
    while (seen.some(({ length }) => length < due) && lag() < 10_000) await sleep(5);
    const lagMs = lag();

    await Promise.all(writing);
    isOver = true;
    const runs = await Promise.all(reading);
    const controls = await Promise.all(readingWrongly);
    const tookMs = performance.now() - started;

    const missedBy = (ids: ReadonlySet<string>) => [...committed].filter((id) => !ids.has(id)).length;
    const unique = seen.map((events) => new Set(events.map(({ id }) => id)));
    const missed = unique.map(missedBy);
    const repeated = seen.map((events, nr) => events.length - (unique[nr]?.size ?? 0));
    const lost = Object.keys(WRONG_READERS).map((name, nr) => [name, missedBy(controls[nr] as Set<string>)] as const);
    process.stdout.write(
      [
        `T01: ${committed.size} commits by ${WRITERS} writers in ${(tookMs / 1000).toFixed(1)} s`,
        `     feed, ${SUBSCRIBERS} subscribers in ${runs.reduce((sum, each) => sum + each.runs, 0)} runs: missed ${missed}, repeated ${repeated}`,
        `     held back ${heldBack} events for ${SLOW_TRANSACTION_MS} ms, all there ${lagMs.toFixed(0)} ms after`,
        ...lost.map(([name, count]) => `     control, ${name}: missed ${count}`),
        '',
      ].join('\n'),
    );

    expect(missed).toEqual(seen.map(() => 0));
    expect(repeated).toEqual(seen.map(() => 0));
    expect(runs.map(({ outOfOrder }) => outOfOrder)).toEqual(seen.map(() => 0));
    for (const events of seen) {
      const reached = new Map<string, number>();
      const misplaced = events.filter(({ stream, version }) => {
        const expected = (reached.get(stream) ?? 0) + 1;
        reached.set(stream, version);
        return version !== expected;
      });
      expect(misplaced).toEqual([]);
    }
    expect(heldBack).toBeGreaterThan(0);
    expect(lagMs).toBeLessThan(1_000);
    for (const [name, count] of lost) expect([name, count > 0]).toEqual([name, true]);
  }, 90_000);
});
