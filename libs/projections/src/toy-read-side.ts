import { createHash } from 'node:crypto';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { InMemoryEventFeed, InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import { DataSource } from 'typeorm';
import { migrateToy, toyEntities, toyStream, toyViews } from './toy-views.js';
import { ViewRunner, type ViewRunnerOptions } from './view-runner.js';

/** The toy views on a database of their own, fed from memory. */
export class ToyReadSide {
  store = new InMemoryEventStore();
  feed = new InMemoryEventFeed(this.store);
  /** What runners made here have reported. */
  reported: unknown[] = [];

  private constructor(readonly dataSource: DataSource) {}

  /** With `extra` options of the driver it opens a second set of connections to tables that are there already. */
  static async open(url: string, extra?: object): Promise<ToyReadSide> {
    const dataSource = new DataSource({ type: 'postgres', url, schema: 'views', entities: toyEntities, extra });
    await dataSource.initialize();
    if (!extra) await migrateToy(dataSource);
    return new ToyReadSide(dataSource);
  }

  runner(options: Partial<ViewRunnerOptions> = {}): ViewRunner {
    const { dataSource, feed, reported } = this;
    return new ViewRunner({
      views: toyViews,
      dataSource,
      feed,
      retryDelayMs: 1,
      report: (error) => reported.push(error),
      ...options,
    });
  }

  /** Appends the lives of the activities with these numbers, interleaved: all first events, then all second ones… */
  async append(...numbers: readonly number[]): Promise<readonly RecordedEvent[]> {
    const lives = numbers.map(toyStream);
    const recorded: RecordedEvent[] = [];
    for (let version = 0; lives.some(({ events }) => version < events.length); version += 1) {
      for (const { stream, events } of lives) {
        const event = events[version];
        if (event) recorded.push(...(await this.store.append(stream, version, [event])));
      }
    }
    return recorded;
  }

  /** One hash of every row in a schema: equal when and only when the schemas hold the same. */
  async dump(schema = 'views'): Promise<string> {
    const hash = createHash('sha256');
    for (const table of ['toy_activity', 'toy_participation', 'progress']) {
      const rows = await this.dataSource.query(
        `SELECT row::text FROM ${schema}.${table} AS row ORDER BY row::text COLLATE "C"`,
      );
      hash.update(JSON.stringify([table, rows]));
    }
    return hash.digest('hex');
  }

  /** Empty tables, an empty log, and nothing reported. */
  async clear(): Promise<void> {
    await this.dataSource.query('TRUNCATE views.toy_activity, views.toy_participation, views.progress');
    await this.dataSource.query(`UPDATE views.checkpoint SET position = NULL, revisions = '{}'`);
    this.store = new InMemoryEventStore();
    this.feed = new InMemoryEventFeed(this.store);
    this.reported = [];
  }
}
