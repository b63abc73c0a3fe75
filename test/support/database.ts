import { randomBytes } from 'node:crypto';
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

  const url = `${server}/${database}`;
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  pool.on('error', () => {}); // an idle connection that a test killed: the pool replaces it
  return {
    url,
    pool,
    drop: async () => {
      if (!pool.ended) await pool.end();
      await administer(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
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
