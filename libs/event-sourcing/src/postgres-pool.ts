import { Pool } from 'pg';

export type PostgresPoolOptions = Readonly<{
  /** What the connections are called in pg_stat_activity. */
  name: string;
  max?: number;
}>;

/**
 * A pool whose sessions cannot hold up the others: one that hangs is ended by the server. An open transaction anywhere
 * in the cluster holds back every feed, so one that idles may not live long.
 */
export function createPostgresPool(url: string, { name, max = 20 }: PostgresPoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  });
  // An idle connection that the server closed; the pool makes a new one, and whoever needs it sees any error there.
  pool.on('error', () => {});
  return pool;
}
