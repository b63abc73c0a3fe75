import type { Pool } from 'pg';

/** What must not be off, and what happens when it is. No crash of a process shows it: only a loss of power does. */
const MUST_NOT_BE_OFF = {
  fsync: 'a power failure can destroy the whole database',
  synchronous_commit: 'events that were acknowledged are lost when the server crashes',
  full_page_writes: 'a page that was half written at a power failure stays corrupt',
} as const;

type Setting = keyof typeof MUST_NOT_BE_OFF;

export type AssertDurableOptions = Readonly<{
  /** For throw-away databases of tests. */
  allowUnsafe?: boolean;
}>;

/**
 * Throws, naming every reason, unless the server keeps what it acknowledges and continues the history of its log. Asked
 * at start-up through the pool that will write, as roles and databases may have settings of their own.
 */
export async function assertDurable(pool: Pool, { allowUnsafe = false }: AssertDurableOptions = {}): Promise<void> {
  const problems = [...(allowUnsafe ? [] : await unsafeSettings(pool)), ...(await foreignHistory(pool))];
  if (problems.length > 0) {
    throw new Error(
      `The event store must not be used as it is:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
  }
}

async function unsafeSettings(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: Setting }>(
    `SELECT name FROM unnest($1::text[]) AS name WHERE current_setting(name) = 'off'`,
    [Object.keys(MUST_NOT_BE_OFF)],
  );
  return rows.map(({ name }) => `${name} is off: ${MUST_NOT_BE_OFF[name]}`);
}

/**
 * Transaction numbers belong to a cluster. A log that was copied into a younger one, by a dump and not by a backup of
 * the data directory, has events "of the future": the feed would withhold them, and put new ones before old ones.
 */
async function foreignHistory(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ exists: boolean }>(`SELECT to_regclass('events.event') IS NOT NULL AS exists`);
  if (!rows[0]?.exists) return [];
  const { rows: future } = await pool.query<{ transaction_id: string }>(
    `SELECT transaction_id FROM events.event
      WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())
      ORDER BY transaction_id DESC
      LIMIT 1`,
  );
  return future.map(
    ({ transaction_id }) =>
      `events.event holds transaction ${transaction_id}, which this server has not reached: restore a backup of the ` +
      'data directory, or advance the server with pg_resetwal --next-transaction-id',
  );
}
