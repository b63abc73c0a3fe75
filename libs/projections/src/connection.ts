import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';

/** One connection of the pool for the time of the work. */
export async function withConnection<T>(dataSource: DataSource, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    return await work((await runner.connect()) as ClientBase);
  } finally {
    await runner.release();
  }
}

/** Commits what the work did, or none of it. */
export async function inTransaction<T>(client: ClientBase, work: () => Promise<T>, begin = 'BEGIN'): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A lost connection has rolled back already; the first error is the one to hear of.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/**
 * Until the end of the transaction only this one applies events to the schema. Takes no transaction id while waiting.
 *
 * Its commit does not wait for the disk: rows and checkpoint come and go together, so a crash of the server costs
 * applying the last events again and nothing else. The log itself is never written like this.
 */
export async function lockForApplying(client: ClientBase, schema: string): Promise<void> {
  await client.query(
    `SELECT pg_advisory_xact_lock(hashtextextended($1, 0)), set_config('synchronous_commit', 'off', true)`,
    [`apply events to ${schema}`],
  );
}

/** Rebuilding and verifying exclude each other, here and in other processes. Throws when one is under way. */
export async function withMaintenanceLock<T>(
  dataSource: DataSource,
  schema: string,
  work: () => Promise<T>,
): Promise<T> {
  return withConnection(dataSource, async (client) => {
    const lock = [`maintain ${schema}`];
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
      lock,
    );
    if (!rows[0]?.taken) throw new Error(`${schema} is being rebuilt or verified already`);
    try {
      return await work();
    } finally {
      // A lost connection has let go of it already; the work's own error is the one to hear of.
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', lock).catch(() => {});
    }
  });
}
