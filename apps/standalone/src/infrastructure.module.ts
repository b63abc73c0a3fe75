import type { Env } from '@lianjian/config/env';
import { EventStoreModule } from '@lianjian/event-sourcing/event-store.module';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { identityEntities, identityMigrations } from '../../identity/src/identity.module.js';
import { viewMigrations } from '../../views/src/migrations/index.js';
import { viewEntities } from '../../views/src/views.js';
import { migrate } from './migrate.js';

/** Accounts, contacts and views in one database. */
export const dataSourceOptions = (url: string | undefined): DataSourceOptions => ({
  type: 'postgres',
  url,
  applicationName: 'lianjian',
  entities: [...identityEntities, ...viewEntities],
  migrations: [...identityMigrations, ...viewMigrations],
  poolSize: 20,
  extra: { connectionTimeoutMillis: 5_000, statement_timeout: 60_000, idle_in_transaction_session_timeout: 30_000 },
});

/** What the other modules stand on: event store, feed and data source. */
@Module({})
export class InfrastructureModule {
  static on(env: Env): DynamicModule {
    const store = EventStoreModule.of(env);
    const database = TypeOrmModule.forRootAsync({
      useFactory: () => dataSourceOptions(env.databaseUrl),
      dataSourceFactory: async (options) => {
        const dataSource = new DataSource(options as DataSourceOptions);
        await dataSource.initialize();
        await migrate(dataSource);
        return dataSource;
      },
    });
    return { module: InfrastructureModule, imports: [store, database], exports: [store, database] };
  }
}
