import 'reflect-metadata';
import { readEnv } from '@lianjian/config/env';
import { PostgresEventFeed } from '@lianjian/event-sourcing/postgres-event-feed';
import { createPostgresPool } from '@lianjian/event-sourcing/postgres-pool';
import { ViewRunner } from '@lianjian/projections/view-runner';
import { DataSource } from 'typeorm';
import { viewEntities, views } from './views.js';

/**
 * `verify` replays the log beside the live rows and names every row that differs; `rebuild` replays it and swaps the
 * result in. Neither disturbs a running service. Answers whether all is well.
 */
export async function administer(command: string | undefined): Promise<boolean> {
  const { databaseUrl, eventStoreUrl } = readEnv();
  const pool = createPostgresPool(eventStoreUrl as string, { name: 'lianjian-admin', max: 4 });
  const dataSource = await new DataSource({ type: 'postgres', url: databaseUrl, entities: viewEntities }).initialize();
  const runner = new ViewRunner({ views, dataSource, feed: new PostgresEventFeed(pool), report: console.error });
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  try {
    switch (command) {
      case 'rebuild': {
        const { events } = await runner.rebuild();
        console.log(`已由 ${events} 个事件重建全部视图，用时 ${seconds()} 秒`);
        return true;
      }
      case 'verify': {
        const { events, count, differences } = await runner.verify();
        for (const { table, key, version, live, rebuilt } of differences) {
          console.log(`不一致：${table} ${key} 第${version}版`);
          console.log(`  现有 ${JSON.stringify(live)}\n  重放 ${JSON.stringify(rebuilt)}`);
        }
        const isCounted = events.live === events.log;
        console.log(`日志 ${events.log} 个事件，视图已计入 ${events.live} 个，${count} 行不一致，用时 ${seconds()} 秒`);
        return count === 0 && isCounted;
      }
      default:
        console.error('用法：npm run rebuild 或 npm run verify');
        return false;
    }
  } finally {
    await dataSource.destroy();
    await pool.end();
  }
}
