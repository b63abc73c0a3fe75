import type { DataSource } from 'typeorm';

// Any number will do, as long as nothing else in the database locks it.
const LOCK = 7_301_944_201;

/** Brings the tables up to date. Processes that start together take turns. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    await runner.release();
  }
}
