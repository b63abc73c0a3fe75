import { Directory } from '@lianjian/event-sourcing/directory';
import { EventFeed } from '@lianjian/event-sourcing/event-feed';
import { PostgresEventFeed } from '@lianjian/event-sourcing/postgres-event-feed';
import { Health, HealthModule } from '@lianjian/http/health';
import { ViewRunner } from '@lianjian/projections/view-runner';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Logger,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { controllers, providers } from './queries.js';
import { SqlDirectory } from './sql-directory.js';
import { views } from './views.js';

/** A feed that is held back longer than this is worth waking somebody for. */
const HELD_BACK_SECONDS = 60;
const MAX_LAG_MS = 30_000;

/** The read side: keeps the views in step with the log, and answers queries and reports. */
@Module({})
export class ViewsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly runner: ViewRunner,
    private readonly feed: PostgresEventFeed,
    private readonly db: DataSource,
    private readonly health: Health,
  ) {}

  /** `imports` export `EventStore`, `EventFeed` and TypeORM's `DataSource`. */
  static on(...imports: DynamicModule[]): DynamicModule {
    return {
      module: ViewsModule,
      imports: [CqrsModule, HealthModule, ...imports],
      controllers,
      providers: [
        ...providers,
        {
          provide: ViewRunner,
          inject: [DataSource, EventFeed],
          useFactory: (dataSource: DataSource, feed: EventFeed) => {
            const logger = new Logger('views');
            return new ViewRunner({ views, dataSource, feed, report: (error) => logger.error(error) });
          },
        },
        { provide: Directory, useClass: SqlDirectory },
      ],
      exports: [Directory, ViewRunner],
    };
  }

  onApplicationBootstrap(): void {
    this.runner.start();
    this.health.add('database', () => this.db.query('SELECT 1'));
    this.health.add('views', async () => {
      if (!this.runner.isHealthy) throw new Error(this.runner.status.reason ?? this.runner.status.state);
      const { ms } = await this.runner.lag({ limit: 1 });
      if (ms > MAX_LAG_MS) throw new Error(`${ms} ms behind the log`);
    });
    this.health.add('event-feed', async () => {
      const { seconds, by } = await this.feed.heldBack();
      if (seconds > HELD_BACK_SECONDS) throw new Error(`held back for ${Math.round(seconds)} s by ${by}`);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
