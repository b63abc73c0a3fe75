import type { EventFeed } from '@lianjian/event-sourcing/event-feed';
import { PostgresEventFeed } from '@lianjian/event-sourcing/postgres-event-feed';
import { createEventSchema } from '@lianjian/event-sourcing/postgres-schema';
import { migrateToy, toyEntities, toyStream, toyViews } from '@lianjian/projections/toy-views';
import type { View } from '@lianjian/projections/view';
import { ViewRunner } from '@lianjian/projections/view-runner';
import type { Pool } from 'pg';
import Cursor from 'pg-cursor';
import { DataSource } from 'typeorm';
import { freshDatabase } from '../support/database.js';
import type { Figure } from './figure.js';

const PAGE = 5_000;

/** Events a second of a full rebuild, against reading the same log with a cursor and doing nothing; the best of `rounds`. */
export async function measureRebuild(
  { views, dataSource, feed, pool }: { views: readonly View[]; dataSource: DataSource; feed: EventFeed; pool: Pool },
  rounds = 3,
): Promise<readonly Figure[]> {
  const runner = new ViewRunner({ views, dataSource, feed, report: console.error });
  let [ours, peer] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    peer = Math.max(peer, await perSecond(() => readWithCursor(pool)));
    ours = Math.max(ours, await perSecond(async () => (await runner.rebuild()).events));
  }
  return [{ figure: 'full rebuild of all views, events/s', ours, peer, ratio: ours / peer, target: 0.25 }];
}

/** The same on two toy views and a log of its own. */
export default async function rebuildBench(events = 200_000): Promise<readonly Figure[]> {
  const database = await freshDatabase('bench_rebuild');
  const dataSource = new DataSource({ type: 'postgres', url: database.url, schema: 'views', entities: toyEntities });
  try {
    await createEventSchema(database.pool);
    await fillLog(database.pool, events);
    await dataSource.initialize();
    await migrateToy(dataSource);
    return await measureRebuild({
      views: toyViews,
      dataSource,
      feed: new PostgresEventFeed(database.pool),
      pool: database.pool,
    });
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.drop();
  }
}

async function perSecond(work: () => Promise<number>): Promise<number> {
  const begin = performance.now();
  const done = await work();
  return Math.round((done / (performance.now() - begin)) * 1000);
}

async function readWithCursor(pool: Pool): Promise<number> {
  const client = await pool.connect();
  try {
    const cursor = client.query(new Cursor('SELECT * FROM events.event ORDER BY transaction_id, position'));
    let read = 0;
    for (let rows = await cursor.read(PAGE); rows.length > 0; rows = await cursor.read(PAGE)) read += rows.length;
    await cursor.close();
    return read;
  } finally {
    client.release();
  }
}

/** Toy activities whose lives overlap, in the order in which they would have been recorded. */
async function fillLog(pool: Pool, events: number): Promise<void> {
  let written = 0;
  for (let first = 1; written < events; first += 1_000) {
    const log = Array.from({ length: 1_000 }, (_, index) => toyStream(first + index)).flatMap(({ stream, events }) =>
      events.map((event, index) => ({ ...event, stream, version: index + 1 })),
    );
    log.sort((a, b) => (a.metadata.recordedAt < b.metadata.recordedAt ? -1 : 1));
    await pool.query(
      `INSERT INTO events.event (stream, version, id, type, schema, data, metadata)
       SELECT stream, version, id, type, schema, data, metadata FROM json_populate_recordset(NULL::events.event, $1)`,
      [JSON.stringify(log)],
    );
    written += log.length;
  }
  await pool.query('VACUUM ANALYZE events.event');
}
