import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import { EventFeed } from '@lianjian/event-sourcing/event-feed';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { PostgresEventFeed } from '@lianjian/event-sourcing/postgres-event-feed';
import { PostgresEventStore } from '@lianjian/event-sourcing/postgres-event-store';
import { createEventSchema } from '@lianjian/event-sourcing/postgres-schema';
import { WakeUp } from '@lianjian/event-sourcing/wake-up';
import { AccessTokens } from '@lianjian/http/access-tokens';
import { createHttpApp } from '@lianjian/http/bootstrap';
import { ScriptedClock } from '@lianjian/http/clock';
import { Sessions } from '@lianjian/http/sessions';
import { ScriptedSessions } from '@lianjian/http/testing';
import { uuidV5 } from '@lianjian/kernel/ids';
import type { Instant } from '@lianjian/kernel/time';
import type { Actor, Role } from '@lianjian/permissions/actor';
import { ViewRunner } from '@lianjian/projections/view-runner';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { type Database, freshDatabase } from '../../../test/support/database.js';
import { viewMigrations } from './migrations/index.js';
import { newEvent } from './testing-events.js';
import { viewEntities } from './views.js';
import { ViewsModule } from './views.module.js';

/** Whatever else the machine has to do. */
const LONG_ENOUGH_MS = 60_000;
const IDS = '7a1c9c0e-7d5e-4b7e-9f43-2f5b1d8c6e10';

// Specs read whatever came back and fail where it is not there; a type would only say again what they check.
// biome-ignore lint/suspicious/noExplicitAny: whatever came back over HTTP
export type Json = any;
type Answer = Readonly<{ status: number; headers: Readonly<Record<string, unknown>>; body: Json; bytes: Buffer }>;

/** The read side over HTTP on a database of its own, fed through the real store, feed and runner. */
export class ReadSide {
  readonly #tokens = new Map<string, string>();
  #head: string | undefined;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly db: DataSource,
    readonly store: EventStore,
    readonly clock: ScriptedClock,
    private readonly tokens: AccessTokens,
    private readonly database: Database,
  ) {}

  /** `providers` take the place of the module's own. */
  static async start(now: Instant, providers: readonly Provider[] = []): Promise<ReadSide> {
    const database = await freshDatabase('views');
    await createEventSchema(database.pool);
    const appended = new WakeUp();
    const store = new PostgresEventStore(database.pool, appended);
    const feed = new PostgresEventFeed(database.pool, { appended });
    const { url } = database;
    const db = new DataSource({ type: 'postgres', url, entities: viewEntities, migrations: viewMigrations });
    await db.initialize();
    await db.runMigrations();

    const clock = new ScriptedClock(now);
    const tokens = new AccessTokens(generateKeyPairSync('ed25519').privateKey, 'lianjian');
    const module = ViewsModule.on(infrastructure({ store, feed, db }));
    const app = await createHttpApp(
      { ...module, providers: [...(module.providers ?? []), ...providers] },
      {
        tokens,
        clock,
        logLevel: 'error',
      },
    );
    return new ReadSide(app, db, store, clock, tokens, database);
  }

  get runner(): ViewRunner {
    return this.app.get(ViewRunner, { strict: false });
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.db.destroy();
    await this.database.drop();
  }

  /** Writes to a stream at an instant, whoever did it. Resolves to the position of the last event. */
  async append(stream: string, recordedAt: Instant, ...events: readonly DomainEvent[]): Promise<string> {
    const version = (await this.store.read(stream)).length;
    const recorded = await this.store.append(
      stream,
      version,
      events.map((event, index) => newEvent(stream, version + index + 1, event, recordedAt)),
    );
    this.#head = recorded.at(-1)?.position;
    return this.#head ?? '';
  }

  /** What an actor is answered, once everything written so far is visible. */
  async get(path: string, actor?: Actor): Promise<Answer> {
    if (this.#head !== undefined) await this.runner.waitFor(this.#head, LONG_ENOUGH_MS);
    return this.send(`/api/v1/${path}`, actor);
  }

  /** What an actor is answered at once. */
  async send(url: string, actor?: Actor): Promise<Answer> {
    const headers = actor ? { authorization: `Bearer ${await this.tokenOf(actor)}` } : {};
    const answer = await this.app.inject({ method: 'GET', url, headers });
    const isJson = /json/.test(String(answer.headers['content-type']));
    const body = isJson ? JSON.parse(answer.body) : answer.body;
    return { status: answer.statusCode, headers: answer.headers, body, bytes: answer.rawPayload };
  }

  /** An access token of an actor, who gets his mandate with the first. */
  async tokenOf({ accountId, mandateId, role, scope }: Actor): Promise<string> {
    const known = this.#tokens.get(accountId);
    if (known) return known;
    const granted = { accountId, mandateId, role, scope, from: '2011-01-01', basis: '任职通知', grantedBy: 'system' };
    const stream = `mandates-${accountId}`;
    await this.store.append(stream, 0, [
      newEvent(stream, 1, { type: 'MandateGranted', data: granted }, '2011-01-01T00:00:00.000Z'),
    ]);
    const token = await this.tokens.issue({ accountId, mandateId, sessionId: randomUUID() }, this.clock.now());
    this.#tokens.set(accountId, token);
    return token;
  }
}

/** Somebody of an account of his own under that mandate. */
export const somebody = (role: Role, scope: string): Actor => ({
  accountId: uuidV5(IDS, `${role}/${scope}`),
  mandateId: uuidV5(IDS, `mandate/${role}/${scope}`),
  role,
  scope,
});

type Provided = Readonly<{ store: EventStore; feed: PostgresEventFeed; db: DataSource }>;

function infrastructure({ store, feed, db }: Provided): DynamicModule {
  @Module({})
  class Infrastructure {}
  return {
    module: Infrastructure,
    providers: [
      { provide: EventStore, useValue: store },
      { provide: EventFeed, useValue: feed },
      { provide: PostgresEventFeed, useValue: feed },
      { provide: DataSource, useValue: db },
      { provide: Sessions, useClass: ScriptedSessions },
    ],
    exports: [EventStore, EventFeed, PostgresEventFeed, DataSource, Sessions],
  };
}
