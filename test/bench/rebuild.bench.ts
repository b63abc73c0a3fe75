import type { EventFeed } from '@lianjian/event-sourcing/event-feed';
import { PostgresEventFeed } from '@lianjian/event-sourcing/postgres-event-feed';
import { createEventSchema } from '@lianjian/event-sourcing/postgres-schema';
import type { View } from '@lianjian/projections/view';
import { ViewRunner } from '@lianjian/projections/view-runner';
import type { Pool } from 'pg';
import Cursor from 'pg-cursor';
import { DataSource } from 'typeorm';
import { viewMigrations } from '../../apps/views/src/migrations/index.js';
import { viewEntities, views } from '../../apps/views/src/views.js';
import { freshDatabase } from '../support/database.js';
import { type Figure, median } from './figure.js';
import { writeLog } from './log.js';
import { regionLog } from './region.js';

const PAGE = 5_000;

/** All views of the service made anew from the log of 20 councils. */
export default async function rebuildBench(councils = 20): Promise<readonly Figure[]> {
  const database = await freshDatabase('bench_rebuild');
  const dataSource = new DataSource({
    type: 'postgres',
    url: database.url,
    entities: viewEntities,
    migrations: viewMigrations,
  });
  try {
    await createEventSchema(database.pool);
    await writeLog(database.pool, regionLog(councils));
    await database.pool.query('VACUUM ANALYZE events.event');
    await dataSource.initialize();
    await dataSource.runMigrations();
    const feed = new PostgresEventFeed(database.pool);
    return await measureRebuild({ views, dataSource, feed, pool: database.pool });
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.drop();
  }
}

type Measured = Readonly<{ views: readonly View[]; dataSource: DataSource; feed: EventFeed; pool: Pool }>;

/** Events a second, the peer being a reader of the same log that does nothing. They take turns. */
async function measureRebuild({ views, dataSource, feed, pool }: Measured, rounds = 2): Promise<readonly Figure[]> {
  const runner = new ViewRunner({ views, dataSource, feed, report: console.error });
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    peer.push(await perSecond(() => readWithCursor(pool)));
    ours.push(await perSecond(async () => (await runner.rebuild()).events));
  }
  return [
    {
      figure: 'full rebuild of all views, events/s, against reading the log with a cursor',
      ours: median(ours),
      peer: median(peer),
      ratio: median(ours.map((each, round) => each / (peer[round] as number))),
      target: 0.25,
    },
  ];
}

async function perSecond(work: () => Promise<number>): Promise<number> {
  const begin = performance.now();
  const done = await work();
  return (done / (performance.now() - begin)) * 1000;
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
