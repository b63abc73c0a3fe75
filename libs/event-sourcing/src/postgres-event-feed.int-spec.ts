import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Database, freshServer } from '../../../test/support/database.js';
import type { Batch, Subscription } from './event-feed.js';
import type { RecordedEvent } from './event-store.js';
import { newEvent } from './event-store-contract.js';
import { PostgresEventFeed } from './postgres-event-feed.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { createPostgresPool } from './postgres-pool.js';
import { createEventSchema } from './postgres-schema.js';

const INSERT = `
  INSERT INTO events.event (stream, version, id, type, schema, data, metadata)
  VALUES ($1, 1, gen_random_uuid(), 'Noted', 1, '{}', '{}')`;

describe('PostgresEventFeed', () => {
  let database: Database;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  let feed: PostgresEventFeed;
  let stop: AbortController;

  beforeAll(async () => {
    database = await freshServer('event-feed');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('DROP SCHEMA IF EXISTS events CASCADE');
    await createEventSchema(database.pool);
    pool = createPostgresPool(database.url, { name: 'feed-spec' });
    store = new PostgresEventStore(database.pool);
    feed = new PostgresEventFeed(pool);
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    await pool.end();
  });

  const write = (stream: string) => store.append(stream, 0, [newEvent()]);

  /** Everything handed over so far; grows while the subscription runs. */
  function follow(subscription: Omit<Subscription, 'signal'> = {}) {
    const given: RecordedEvent[] = [];
    const ended = (async () => {
      for await (const { events } of feed.subscribe({ ...subscription, signal: stop.signal })) given.push(...events);
    })();
    ended.catch(() => {}); // awaited by the tests that care
    const streams = () => given.map(({ stream }) => stream);
    const reach = async (count: number, withinMs = 5_000) => {
      for (const end = Date.now() + withinMs; given.length < count && Date.now() < end; ) await sleep(5);
      return streams();
    };
    return { streams, reach, ended };
  }

  async function transaction() {
    const client = new pg.Client({ connectionString: database.url, application_name: 'slow writer' });
    await client.connect();
    await client.query('BEGIN');
    return {
      write: (stream: string) => client.query(INSERT, [stream]),
      takeNumber: () => client.query('SELECT pg_current_xact_id()'),
      end: async (how: 'COMMIT' | 'ROLLBACK' | `PREPARE TRANSACTION '${string}'`) => {
        await client.query(how);
        await client.end();
      },
    };
  }

  describe('beside open transactions', () => {
    it('waits for a slow writer that drew its position first', async () => {
      const slow = await transaction();
      await slow.write('unit-slow');
      await write('unit-fast');
      const follower = follow();
      await sleep(100);
      expect(follower.streams()).toEqual([]);
      expect(await feed.head()).toBeUndefined();
      // Recorded it is, and whoever must have seen everything waits for it.
      expect(await feed.end()).toBeDefined();
      await slow.end('COMMIT');
      expect(await follower.reach(2)).toEqual(['unit-slow', 'unit-fast']);
    });

    it('waits for a slow writer that drew its position last', async () => {
      const slow = await transaction();
      await slow.takeNumber();
      await write('unit-fast');
      await slow.write('unit-slow');
      const follower = follow();
      await slow.end('COMMIT');
      expect(await follower.reach(2)).toEqual(['unit-slow', 'unit-fast']);
    });

    it('hands over what was committed before a slow writer began', async () => {
      await write('unit-before');
      const slow = await transaction();
      await slow.write('unit-slow');
      await write('unit-after');
      const follower = follow();
      expect(await follower.reach(1)).toEqual(['unit-before']);
      await sleep(50);
      expect(follower.streams()).toEqual(['unit-before']);
      await slow.end('COMMIT');
      expect(await follower.reach(3)).toEqual(['unit-before', 'unit-slow', 'unit-after']);
    });

    it('does not lose the lower position of a later transaction that ends first', async () => {
      // The case that a checkpoint of positions alone loses: transactions and positions run against each other.
      const [early, late] = [await transaction(), await transaction()];
      await early.takeNumber();
      await late.takeNumber();
      await late.write('unit-late');
      await early.write('unit-early');
      await early.end('COMMIT');
      const follower = follow({ batchSize: 1 });
      expect(await follower.reach(1)).toEqual(['unit-early']);
      await late.end('COMMIT');
      expect(await follower.reach(2)).toEqual(['unit-early', 'unit-late']);
    });

    it('goes past what was rolled back', async () => {
      const slow = await transaction();
      await slow.write('unit-undone');
      await write('unit-fast');
      await slow.end('ROLLBACK');
      expect(await follow().reach(1)).toEqual(['unit-fast']);
    });

    it('is not held back by who only reads', async () => {
      const reader = await transaction();
      await write('unit-fast');
      expect(await follow().reach(1)).toEqual(['unit-fast']);
      expect(await feed.heldBack()).toEqual({ seconds: 0 });
      await reader.end('ROLLBACK');
    });

    it('says since when and by whom it is held back', async () => {
      const slow = await transaction();
      await slow.write('unit-slow');
      await sleep(120);
      const { seconds, by } = await feed.heldBack();
      expect(seconds).toBeGreaterThan(0.1);
      expect(seconds).toBeLessThan(5);
      expect(by).toMatch(/^slow writer \(\d+\)$/);
      await slow.end('ROLLBACK');
      expect(await feed.heldBack()).toEqual({ seconds: 0 });
    });

    it('is not held back for long by a session of the pool that stopped in the middle', async () => {
      const { rows } = await pool.query('SHOW idle_in_transaction_session_timeout');
      expect(rows).toEqual([{ idle_in_transaction_session_timeout: '10s' }]);
    });
  });

  describe('when the connection is lost', () => {
    const terminate = () =>
      database.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'feed-spec'`,
      );

    it('goes on where it was, again and again', async () => {
      const follower = follow({ batchSize: 1 });
      for (let nr = 1; nr <= 5; nr += 1) {
        await write(`unit-${nr}`);
        await follower.reach(nr);
        await terminate();
      }
      expect(follower.streams()).toEqual(['unit-1', 'unit-2', 'unit-3', 'unit-4', 'unit-5']);
    });

    it('waits for a server that is down', async () => {
      const proxy = await proxyTo(database.url);
      const viaProxy = createPostgresPool(proxy.url, { name: 'feed-spec' });
      feed = new PostgresEventFeed(viaProxy);
      const follower = follow();
      await write('unit-1');
      await follower.reach(1);
      await proxy.close();
      await write('unit-2');
      await sleep(300);
      await proxy.open();
      expect(await follower.reach(2)).toEqual(['unit-1', 'unit-2']);
      stop.abort();
      await follower.ended;
      await viaProxy.end();
      await proxy.close();
    });

    it('ends within moments when told to while nobody answers', async () => {
      const nowhere = createPostgresPool('postgres://x:x@127.0.0.1:1/x', { name: 'nowhere' });
      feed = new PostgresEventFeed(nowhere);
      const { ended } = follow();
      await sleep(150);
      const told = performance.now();
      stop.abort();
      await ended;
      expect(performance.now() - told).toBeLessThan(200);
      await nowhere.end();
    });
  });

  it('throws what no waiting mends', async () => {
    const follower = follow();
    await database.pool.query('DROP TABLE events.event');
    await expect(follower.ended).rejects.toThrow('relation "events.event" does not exist');
    const batches = feed.subscribe({ from: 'yesterday', signal: stop.signal });
    await expect(batches[Symbol.asyncIterator]().next()).rejects.toThrow(RangeError);
    expect(() => feed.compare('1-1', '1')).toThrow(RangeError);
  });

  it('hands over nothing more once it was told to end, not even what it was just reading', async () => {
    await write('unit-1');
    const reading = feed.subscribe({ signal: stop.signal })[Symbol.asyncIterator]().next();
    stop.abort();
    expect(await reading).toEqual({ done: true, value: undefined });
  });

  it('finds events of other processes soon, and asks an idle server little', async () => {
    let looks = 0;
    pool.on('acquire', () => {
      looks += 1;
    });
    const follower = follow();
    await sleep(500);
    looks = 0;
    await sleep(800);
    expect(looks).toBeLessThanOrEqual(11);

    const delays: number[] = [];
    for (let nr = 1; nr <= 10; nr += 1) {
      await sleep(150 + nr * 7);
      await write(`unit-${nr}`);
      const appended = performance.now();
      await follower.reach(nr);
      delays.push(performance.now() - appended);
    }
    expect(median(delays)).toBeLessThan(130);
  });

  it('orders positions as numbers of 64 bits', () => {
    const ordered = ['0-0', '0-9', '0-10', '9-99', '10-1', '9007199254740993-1', '9007199254740994-0'];
    expect([...ordered].reverse().sort((a, b) => feed.compare(a, b))).toEqual(ordered);
  });

  it('leaves nothing behind when a subscriber walks away', async () => {
    for (let nr = 0; nr < 20; nr += 1) await write(`unit-${randomUUID()}`);
    for (let nr = 0; nr < 20; nr += 1) {
      const batches: Batch[] = [];
      for await (const batch of feed.subscribe({ batchSize: 3, signal: stop.signal })) {
        batches.push(batch);
        if (batches.length === 2) break;
      }
    }
    expect(pool.totalCount).toBe(pool.idleCount);
    expect(pool.waitingCount).toBe(0);
  });
});

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** A door to the server that can be shut in the face of whoever is in it. */
async function proxyTo(target: string) {
  const { hostname, port } = new URL(target);
  let server: Server | undefined;
  const sockets = new Set<Socket>();
  let at = 0;
  const open = async () => {
    server = createServer((inside) => {
      const outside = connect(Number(port), hostname);
      for (const socket of [inside, outside]) {
        sockets.add(socket);
        socket.on('error', () => {}).on('close', () => sockets.delete(socket));
      }
      inside.pipe(outside).pipe(inside);
    });
    await new Promise<void>((listening) => server?.listen(at, '127.0.0.1', listening));
    at = (server.address() as AddressInfo).port;
  };
  await open();
  const url = new URL(target);
  url.port = String(at);
  return {
    url: url.href,
    open,
    close: async () => {
      const closed = new Promise((done) => server?.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
