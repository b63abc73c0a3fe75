import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { PostgresEventStore } from '@lianjian/event-sourcing/postgres-event-store';
import { createEventSchema } from '@lianjian/event-sourcing/postgres-schema';
import { AccessTokens } from '@lianjian/http/access-tokens';
import { createHttpApp, type HttpOptions } from '@lianjian/http/bootstrap';
import { ScriptedClock } from '@lianjian/http/clock';
import { Contacts } from '@lianjian/http/contacts';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { IdentityModule, identityEntities, identityMigrations } from '../../apps/identity/src/identity.module.js';
import { Setup } from '../../apps/identity/src/setup.js';
import { type Database, freshDatabase } from './database.js';

type Sent = Readonly<{ token?: string; body?: unknown; ip?: string; headers?: Readonly<Record<string, string>> }>;
export type Answer = Readonly<{ status: number; headers: Readonly<Record<string, unknown>>; body: any }>;

/** A signed-in account. */
export type Member = Answer & Readonly<{ id: string; mandateId: string }>;

/** Identity over HTTP on a database of its own, with a clock that the spec sets. */
export class IdentityService {
  readonly password = 'Correct-Horse-9';
  setupToken: string | undefined;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly db: DataSource,
    readonly store: EventStore,
    readonly clock: ScriptedClock,
    private readonly database: Database,
  ) {}

  static async start({ rateLimits }: Pick<HttpOptions, 'rateLimits'> = {}): Promise<IdentityService> {
    const database = await freshDatabase('identity');
    await createEventSchema(database.pool);
    const store = new PostgresEventStore(database.pool);
    const db = await new DataSource({
      type: 'postgres',
      url: database.url,
      entities: identityEntities,
      migrations: identityMigrations,
      migrationsRun: true,
    }).initialize();

    @Module({
      providers: [
        { provide: EventStore, useValue: store },
        { provide: DataSource, useValue: db },
      ],
      exports: [EventStore, DataSource],
    })
    class Infrastructure {}

    const tokens = new AccessTokens(generateKeyPairSync('ed25519').privateKey, 'lianjian');
    const settings = { minLength: 8, minClasses: 3, maxAgeDays: 90, idleMinutes: 15, sessionHours: 8, dormantDays: 90 };
    const clock = new ScriptedClock('2026-03-02T01:00:00.000Z');
    const app = await createHttpApp(IdentityModule.on(Infrastructure, { tokens, settings }), {
      tokens,
      clock,
      trustProxy: 1,
      logLevel: 'fatal',
      ...(rateLimits && { rateLimits }),
    });
    return new IdentityService(app, db, store, clock, database);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.db.destroy();
    await this.database.drop();
  }

  get contacts(): Contacts {
    return this.app.get(Contacts, { strict: false });
  }

  async send(method: 'GET' | 'POST', path: string, { token, body, ip, headers }: Sent = {}): Promise<Answer> {
    const answer = await this.app.inject({
      method,
      url: `/api/v1/${path}`,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(ip === undefined ? {} : { 'x-forwarded-for': ip }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : undefined };
  }

  login(
    username: string,
    password = this.password,
    sent: Omit<Sent, 'body'> & { mandateId?: string } = {},
  ): Promise<Answer> {
    const { mandateId, ...rest } = sent;
    return this.send('POST', 'login', { ...rest, body: { username, password, ...(mandateId ? { mandateId } : {}) } });
  }

  /** The first administrator, signing up some hours after the link was made. */
  async setUp(hours: number, more: object = {}): Promise<Answer> {
    this.setupToken = await this.app.get(Setup, { strict: false }).issueToken(this.clock.now());
    this.clock.advance(hours * 3_600_000);
    const body = { token: this.setupToken, username: 'root', password: this.password, ...more };
    return this.send('POST', 'setup', { body });
  }

  /** An account with a mandate and a password of its own, signed in. */
  async member(admin: string, username: string, grant: object): Promise<Member> {
    const created = await this.send('POST', 'accounts', { token: admin, body: { username } });
    const { id, oneTimePassword } = created.body;
    const granted = await this.send('POST', `accounts/${id}/mandates`, {
      token: admin,
      body: grant,
      headers: { 'idempotency-key': randomUUID() },
    });
    const first = await this.login(username, oneTimePassword);
    const changed = await this.send('POST', 'me/password', {
      token: first.body.accessToken,
      body: { currentPassword: oneTimePassword, newPassword: this.password },
    });
    return { ...changed, id, mandateId: granted.body.mandateId };
  }
}
