import type { EventFeed } from '@lianjian/event-sourcing/event-feed';
import type { DataSource } from 'typeorm';
import { readCheckpoint, revisionsOf } from './bookkeeping.js';
import { inTransaction, lockForApplying, withConnection, withMaintenanceLock } from './connection.js';
import { type Pace, Replay } from './replay.js';
import { Shadow } from './shadow.js';
import type { ViewTable } from './view-table.js';

export type Rebuilt = Readonly<{
  events: number;
  /** Where the new tables had come to when they took over. */
  position: string | undefined;
  /** For how long no event was applied. Queries never waited. */
  pauseMs: number;
}>;

/**
 * Makes the live tables anew from the whole log while they go on being read and followed, then swaps them in one
 * transaction. Until then, and whenever it fails, the live tables are what they were.
 */
export async function rebuild(
  dataSource: DataSource,
  feed: EventFeed,
  tables: readonly ViewTable[],
  schema: string,
  pace: Pace = {},
): Promise<Rebuilt> {
  return withMaintenanceLock(dataSource, schema, () =>
    withConnection(dataSource, async (client) => {
      const shadow = await Shadow.create(client, schema, tables);
      const replay = new Replay(feed, shadow, client, pace);
      await replay.until(await feed.head());
      await shadow.index();
      // What came while the indexes were built, then what came during that: less each time, and last with the gate shut.
      for (let round = 0; round < 3; round += 1) await replay.until(await feed.head(), { hold: 0 });

      let pausedAt = 0;
      await withConnection(dataSource, (gate) =>
        inTransaction(gate, async () => {
          await lockForApplying(gate, schema);
          pausedAt = performance.now();
          const { position } = await readCheckpoint(gate, schema);
          await replay.until(position, { hold: 0 });
          await replay.until(await feed.head(), { hold: 0 });
          await shadow.checkpoint({ position: replay.position, revisions: revisionsOf(tables) });
          await shadow.takeOver(gate);
        }),
      );
      const pauseMs = performance.now() - pausedAt;

      await shadow.dropReplaced();
      return { events: replay.events, position: replay.position, pauseMs };
    }),
  );
}
