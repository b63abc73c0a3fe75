import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export type Database = Readonly<{
  url: string;
  /** Enough connections for a spec; more pools are made from `url`, and ended by whoever made them. */
  pool: pg.Pool;
  /** Ends the pool and removes the database, whoever is still connected. */
  drop(): Promise<void>;
}>;

/** An empty database of the test server, for one spec file: made in `beforeAll`, dropped in `afterAll`. */
export async function freshDatabase(name: string): Promise<Database> {
  const server = process.env.TEST_PG_URL;
  if (!server) throw new Error('TEST_PG_URL is not set: only the `int` and `e2e` projects have a database');
  const database = `${name.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase()}_${randomBytes(4).toString('hex')}`;
  await administer(server, `CREATE DATABASE ${database} TEMPLATE template0`);
  return connected(`${server}/${database}`, () =>
    administer(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  );
}

/**
 * An empty database on a server of its own, for specs that measure how soon the feed hands something over, or that hold
 * it back: any open transaction anywhere on a server, also one that creates a database, is felt by every feed there.
 */
export async function freshServer(name: string): Promise<Database> {
  const home = mkdtempSync(join(tmpdir(), `lianjian-test-${name}-`));
  chmodSync(home, 0o755); // private by default, but where root runs this another user runs the server
  const { startPostgres } = await import('../../scripts/postgres.mjs'); // not there from `dist`, where the benches run
  const server = await startPostgres({ dir: join(home, 'db'), db: 'app', fast: true });
  return connected(server.url, async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });
}

function connected(url: string, remove: () => Promise<void>): Database {
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  pool.on('error', () => {}); // an idle connection that a test killed: the pool replaces it
  return {
    url,
    pool,
    drop: async () => {
      if (!pool.ended) await pool.end();
      await remove();
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
