import type { Pool } from 'pg';
import { type Database, freshServer } from '../../../test/support/database.js';
import { describeEventFeed } from './event-feed-contract.js';
import { describeEventStore, newEvent } from './event-store-contract.js';
import { PostgresEventFeed } from './postgres-event-feed.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { createPostgresPool } from './postgres-pool.js';
import { createEventSchema } from './postgres-schema.js';
import { WakeUp } from './wake-up.js';

let database: Database;
beforeAll(async () => {
  database = await freshServer('event-store');
});
afterAll(() => database.drop());

async function open() {
  const { pool } = database;
  await pool.query('DROP SCHEMA IF EXISTS events CASCADE');
  await createEventSchema(pool);
  const appended = new WakeUp();
  return {
    store: new PostgresEventStore(pool, appended),
    feed: new PostgresEventFeed(pool, { appended }),
    close: async () => {},
  };
}

describeEventStore('PostgresEventStore', open);
describeEventFeed('PostgresEventFeed', open);

describe('The event schema', () => {
  it('is made once, however many start at the same time and however often', async () => {
    const { pool } = database;
    await pool.query('DROP SCHEMA IF EXISTS events CASCADE');
    await Promise.all(Array.from({ length: 8 }, () => createEventSchema(pool)));
    const store = new PostgresEventStore(pool);
    await store.append('unit-1', 0, [newEvent()]);
    await createEventSchema(pool);
    expect(await store.read('unit-1')).toHaveLength(1);
  });
});

describe('PostgresEventStore', () => {
  it('lets errors of the connection through, and what was begun is then not there', async () => {
    const { pool, url } = database;
    await open();
    const doomed = createPostgresPool(url, { name: 'doomed', max: 1 });
    const store = new PostgresEventStore(doomed);
    await store.append('unit-1', 0, [newEvent()]);

    const blocker = await pool.connect();
    await blocker.query('BEGIN; LOCK TABLE events.event');
    const appending = store.append('unit-1', 1, [newEvent()]);
    const refused = expect(appending).rejects.toMatchObject({ code: '57P01' });
    await waitForLock(pool, 'doomed');
    await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'`);
    await refused;
    await blocker.query('COMMIT');
    blocker.release();

    expect(await store.read('unit-1')).toHaveLength(1);
    await doomed.end();
  });
});

async function waitForLock(pool: Pool, name: string): Promise<void> {
  for (;;) {
    const waiting = await pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'`,
      [name],
    );
    if (waiting.rowCount) return;
  }
}
