import type { Env } from '@lianjian/config/env';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { assertDurable } from './assert-durable.js';
import { EventFeed } from './event-feed.js';
import { EventStore } from './event-store.js';
import { PostgresEventFeed } from './postgres-event-feed.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { createPostgresPool } from './postgres-pool.js';
import { createEventSchema } from './postgres-schema.js';
import { WakeUp } from './wake-up.js';

const made = new WeakMap<Env, DynamicModule>();

/** Provides `EventStore` and `EventFeed` on the database that the environment names, once for a process. */
@Module({})
export class EventStoreModule implements OnApplicationShutdown {
  constructor(private readonly pool: Pool) {}

  static of(env: Env): DynamicModule {
    const known = made.get(env);
    if (known) return known;
    const module: DynamicModule = {
      module: EventStoreModule,
      providers: [
        WakeUp,
        { provide: Pool, useFactory: () => openPool(env) },
        {
          provide: EventStore,
          inject: [Pool, WakeUp],
          useFactory: (pool: Pool, appended: WakeUp) => new PostgresEventStore(pool, appended),
        },
        {
          provide: PostgresEventFeed,
          inject: [Pool, WakeUp],
          useFactory: (pool: Pool, appended: WakeUp) => new PostgresEventFeed(pool, { appended }),
        },
        { provide: EventFeed, useExisting: PostgresEventFeed },
      ],
      exports: [EventStore, EventFeed, PostgresEventFeed],
    };
    made.set(env, module);
    return module;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

async function openPool({ eventStoreUrl, allowUnsafe }: Env): Promise<Pool> {
  if (!eventStoreUrl) throw new Error('No database is named for the event store');
  const pool = createPostgresPool(eventStoreUrl, { name: 'lianjian-events' });
  await assertDurable(pool, { allowUnsafe });
  await createEventSchema(pool);
  return pool;
}
