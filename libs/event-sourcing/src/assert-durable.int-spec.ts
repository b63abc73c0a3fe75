import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { assertDurable } from './assert-durable.js';
import { createPostgresPool } from './postgres-pool.js';
import { createEventSchema } from './postgres-schema.js';

describe('Starting on a PostgreSQL server (T39)', () => {
  let home: string;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'lianjian-test-durable-'));
    chmodSync(home, 0o755);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** Runs the body against a real server that was started with these settings. */
  async function onServer(settings: Record<string, string>, body: (pool: Pool) => Promise<void>) {
    const server = await startPostgres({ dir: join(home, 'db'), db: 'app', settings });
    const pool = createPostgresPool(server.url, { name: 'assert-durable' });
    try {
      await body(pool);
    } finally {
      await pool.end();
      await server.stop();
    }
  }

  it('goes on where everything acknowledged is kept', async () => {
    await onServer({}, async (pool) => {
      await assertDurable(pool);
      await createEventSchema(pool);
      await assertDurable(pool);
    });
  });

  it.each(['fsync', 'synchronous_commit', 'full_page_writes'])('refuses %s = off, by name', async (setting) => {
    await onServer({ [setting]: 'off' }, async (pool) => {
      await expect(assertDurable(pool)).rejects.toThrow(`- ${setting} is off`);
      await expect(assertDurable(pool, { allowUnsafe: true })).resolves.toBeUndefined();
    });
  });

  it('names everything that is wrong at once', async () => {
    await onServer({ fsync: 'off', full_page_writes: 'off' }, async (pool) => {
      await expect(assertDurable(pool)).rejects.toThrow(/fsync is off.*\n.*full_page_writes is off/);
    });
  });

  it('sees what a database or a role has of its own', async () => {
    await onServer({}, async (pool) => {
      await pool.query('ALTER DATABASE app SET synchronous_commit = off');
      const later = createPostgresPool(pool.options.connectionString as string, { name: 'later' });
      await expect(assertDurable(later)).rejects.toThrow('synchronous_commit is off');
      await later.end();
      await pool.query('ALTER DATABASE app RESET synchronous_commit');
    });
  });

  it('refuses a log that was copied from another server, whatever is allowed', async () => {
    await onServer({}, async (pool) => {
      await createEventSchema(pool);
      await pool.query(`INSERT INTO events.event (transaction_id, stream, version, id, type, schema, data, metadata)
        VALUES ('4000000000', 'unit-1', 1, gen_random_uuid(), 'UnitRegistered', 1, '{}', '{}')`);
      await expect(assertDurable(pool, { allowUnsafe: true })).rejects.toThrow('transaction 4000000000');
    });
  });
});
