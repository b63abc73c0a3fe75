import type { EventFeed } from '@lianjian/event-sourcing/event-feed';
import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';
import { readCheckpoint } from './bookkeeping.js';
import { inTransaction, withConnection, withMaintenanceLock } from './connection.js';
import { type Pace, Replay } from './replay.js';
import { Shadow } from './shadow.js';
import { quoted, type ViewTable } from './view-table.js';

/** A row that is not what its events make it. One side lacks it where that side is undefined. */
export type Difference = Readonly<{
  table: string;
  key: string;
  version: number;
  live: object | undefined;
  rebuilt: object | undefined;
}>;

export type Verified = Readonly<{
  /** Up to where both sides were compared. */
  position: string | undefined;
  /** How many events the live tables claim to be made of, and how many the log has up to there. */
  events: Readonly<{ live: number; log: number }>;
  /** How many rows differ, and the first of them. */
  count: number;
  differences: readonly Difference[];
}>;

const PAGE = 2_000;
const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Replays the log up to the live checkpoint and compares row by row. The live tables are only read, as of one moment,
 * while they go on being followed. Trusts no checkpoint: the events that each stream claims are compared as well.
 */
export async function verify(
  dataSource: DataSource,
  feed: EventFeed,
  tables: readonly ViewTable[],
  schema: string,
  { limit = 100, ...pace }: Pace & { limit?: number } = {},
): Promise<Verified> {
  return withMaintenanceLock(dataSource, schema, () =>
    withConnection(dataSource, (live) =>
      withConnection(dataSource, async (client) => {
        const shadow = await Shadow.create(client, schema, tables);
        try {
          return await inTransaction(
            live,
            async () => {
              // It idles through the whole replay. Being read-only it holds back no follower of the feed.
              await live.query('SET LOCAL idle_in_transaction_session_timeout = 0');
              const { position } = await readCheckpoint(live, schema);
              const replay = new Replay(feed, shadow, client, pace);
              await replay.until(position);
              const found = await inTransaction(
                client,
                () => compare([live, schema], [client, shadow.schema], tables, limit),
                SNAPSHOT,
              );
              return { position, events: { live: await countApplied(live, schema), log: replay.events }, ...found };
            },
            SNAPSHOT,
          );
        } finally {
          await shadow.drop();
        }
      }),
    ),
  );
}

type Side = readonly [client: ClientBase, schema: string];
type Print = Readonly<{ key: string; version: number; hash: string }>;
type Source = Readonly<{ table: string; key: string; version: string }>;

const PROGRESS: Source = { table: 'progress', key: 'stream', version: '0::int' };

async function compare(live: Side, rebuilt: Side, tables: readonly ViewTable[], limit: number) {
  const differences: Difference[] = [];
  let count = 0;
  for (const source of [...tables.map(({ name }) => ({ table: name, key: 'key', version: 'version' })), PROGRESS]) {
    for await (const { key, version } of unequal(prints(live, source), prints(rebuilt, source))) {
      count += 1;
      if (differences.length >= limit) continue;
      const rowOf = (side: Side) => readRow(side, source, key, version);
      differences.push({ table: source.table, key, version, live: await rowOf(live), rebuilt: await rowOf(rebuilt) });
    }
  }
  return { count, differences };
}

/** Every row's place and fingerprint, in order, a page at a time. */
async function* prints([client, schema]: Side, { table, key, version }: Source): AsyncGenerator<Print> {
  const cursor = quoted(`prints of ${table}`);
  await client.query(
    `DECLARE ${cursor} CURSOR FOR
     SELECT ${key} AS key, ${version} AS version, md5(compared::text) AS hash
       FROM ${quoted(schema)}.${quoted(table)} AS compared ORDER BY ${key} COLLATE "C", ${version}`,
  );
  for (;;) {
    const { rows } = await client.query<Print>(`FETCH ${PAGE} FROM ${cursor}`);
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await client.query(`CLOSE ${cursor}`);
}

/** Merges two ordered sequences and yields the places that are not the same in both. */
async function* unequal(left: AsyncGenerator<Print>, right: AsyncGenerator<Print>): AsyncGenerator<Print> {
  let [a, b] = [await left.next(), await right.next()];
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : inOrder(a.value, b.value);
    if (order < 0) yield a.value;
    else if (order > 0) yield b.value;
    else if (a.value.hash !== b.value.hash) yield a.value;
    [a, b] = [order <= 0 ? await left.next() : a, order >= 0 ? await right.next() : b];
  }
}

/** As `COLLATE "C"` orders: by UTF-8 bytes, which beyond the basic plane is not how JavaScript compares strings. */
function inOrder(a: Print, b: Print): number {
  return a.key === b.key ? a.version - b.version : Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
}

async function readRow([client, schema]: Side, source: Source, key: string, version: number) {
  const { rows } = await client.query<{ row: object }>(
    `SELECT to_jsonb(compared) AS row FROM ${quoted(schema)}.${quoted(source.table)} AS compared
      WHERE ${source.key} = $1 AND ${source.version} = $2`,
    [key, version],
  );
  return rows[0]?.row;
}

async function countApplied(client: ClientBase, schema: string): Promise<number> {
  const { rows } = await client.query<{ applied: string }>(
    `SELECT coalesce(sum(version), 0) AS applied FROM ${quoted(schema)}.progress`,
  );
  return Number(rows[0]?.applied);
}
