import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Aggregate, Command, DomainEvent } from '@lianjian/event-sourcing/decider';
import { DomainError } from '@lianjian/event-sourcing/errors';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { execute, load } from '@lianjian/event-sourcing/execute';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import { freeText, id } from '@lianjian/kernel/fields';
import { mandates } from '@lianjian/mandates/decider';
import { type Actor, SYSTEM } from '@lianjian/permissions/actor';
import { Body, Controller, Get, Module, Param, Post, Query, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { AccessTokens } from './access-tokens.js';
import { createHttpApp, type HttpOptions } from './bootstrap.js';
import { ScriptedClock } from './clock.js';
import { answer } from './command-answer.js';
import { Operation } from './operation.js';
import { decodeCursor, pageOf, pageQuery } from './paging.js';
import { parse } from './parse.js';
import { Context, RequestContext } from './request-context.js';
import { type SessionState, Sessions } from './sessions.js';

type NoteEvent = DomainEvent<'Noted', { text: string }>;
type NoteCommand = Command<'Note', { text: string }, undefined>;
/** The unit that notes are the business of. */
export const UNIT = '3b241101-e2bb-4255-8caf-4136c566a962';

/** A pad of notes: the smallest aggregate that can be created, changed and refused. */
const pad: Aggregate<readonly string[], NoteCommand, NoteEvent> = {
  category: 'pad',
  initialState: [],
  decide({ data }, notes) {
    if (data.text === '违规内容')
      throw new DomainError('invalid', 'pad/text', '不合规', { ruleId: 'PAD-a', field: 'text' });
    if (data.text === '重复内容' && notes.length > 0) throw new DomainError('conflict', 'pad/full', '已满');
    return [{ type: 'Noted', data }];
  },
  evolve: (notes, { data }) => [...notes, data.text],
  reach: () => ({ units: [UNIT] }),
  audience: () => ({ units: [UNIT] }),
};

const note = z
  .strictObject({ text: freeText(2, 100), tags: z.array(z.string().max(20)).max(10).optional() })
  .meta({ id: 'Note' });
const shown = z.object({ id, version: z.int(), notes: z.array(z.string()) }).meta({ id: 'Pad' });
const filter = pageQuery.extend({ status: z.enum(['OPEN', 'DONE']).optional().meta({ description: '状态' }) });

/** Open, until a spec wants to meet a request halfway. */
export class Gate {
  #arrived: (() => void) | undefined;
  #opened: Promise<void> = Promise.resolve();

  /** Closes the gate: resolves when somebody stands before it, to what opens it again. */
  close(): Promise<() => void> {
    let open: () => void = () => {};
    this.#opened = new Promise((resolve) => {
      open = resolve;
    });
    return new Promise((resolve) => {
      this.#arrived = () => resolve(open);
    });
  }

  async pass(): Promise<void> {
    this.#arrived?.();
    await this.#opened;
  }
}

@Controller('pads')
export class PadController {
  constructor(
    private readonly store: EventStore,
    private readonly gate: Gate,
  ) {}

  @Post()
  @Operation('draftAgreement', { summary: '新建', status: 201, examples: { request: { text: '第一条' } } })
  create(@Body(parse(note)) data: z.output<typeof note>, @Context() context: RequestContext) {
    return this.note(context.newId('pad'), data, context);
  }

  @Post(':id/notes')
  @Operation('signAgreement', { summary: '添加' })
  add(
    @Param('id', parse(id)) padId: string,
    @Body(parse(note)) data: z.output<typeof note>,
    @Context() context: RequestContext,
  ) {
    return this.note(padId, data, context);
  }

  @Get(':id')
  @Operation('getAgreement', { summary: '查看', response: shown })
  async get(@Param('id', parse(id)) padId: string) {
    const { state, version } = await load(this.store, pad, padId);
    return { id: padId, version, notes: state };
  }

  @Get()
  @Operation('listAgreements', { summary: '列表', response: pageOf(shown) })
  list(@Query(parse(filter)) { cursor }: z.output<typeof filter>) {
    decodeCursor(cursor, 2);
    return { items: [] };
  }

  @Post('faults/:kind')
  @Operation('declineAgreement', { summary: '出错', idempotent: false, guessable: true })
  async fail(@Param('kind', parse(z.enum(['bug', 'database', 'slowness']))) kind: string) {
    if (kind === 'bug') throw new Error('secret: /srv/lianjian/password');
    if (kind === 'database') {
      throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
    }
    await this.gate.pass();
    return { id: UNIT, version: 1 };
  }

  private async note(padId: string, { text }: { text: string }, context: RequestContext) {
    const command: NoteCommand = {
      type: 'Note',
      data: { text },
      facts: undefined,
      by: context.actor,
      at: context.at,
      on: context.occurredOn,
    };
    return answer(padId, await execute(this.store, pad, padId, command, context.options()));
  }
}

/** Sessions that are what the spec says they are. */
export class ScriptedSessions extends Sessions {
  current: SessionState = 'live';

  async state(): Promise<SessionState> {
    return this.current;
  }
}

type Sent = Readonly<{ token?: string | null; body?: unknown; headers?: Readonly<Record<string, string>> }>;
type SignedIn = Readonly<{ token: string; actor: Actor }>;

/** The edge around a pad of notes, in memory: what the specs of the edge talk to. */
export class Pads {
  readonly store = new InMemoryEventStore();
  readonly sessions = new ScriptedSessions();
  readonly gate = new Gate();
  readonly clock = new ScriptedClock('2026-03-31T16:30:00.000Z');
  readonly tokens = new AccessTokens(generateKeyPairSync('ed25519').privateKey, 'lianjian');
  readonly #started: NestFastifyApplication[] = [];
  #app: NestFastifyApplication | undefined;
  #unit: SignedIn | undefined;

  get app(): NestFastifyApplication {
    if (!this.#app) throw new Error('Start it first');
    return this.#app;
  }

  /** A member of the unit, signed in. */
  get unit(): SignedIn {
    if (!this.#unit) throw new Error('Start it first');
    return this.#unit;
  }

  async start(): Promise<void> {
    this.#app = await this.another();
    this.#unit = await this.signIn('UNIT', UNIT);
  }

  /** One more application on the same store. */
  async another(
    controllers: Type[] = [PadController],
    options: Partial<HttpOptions> = {},
  ): Promise<NestFastifyApplication> {
    @Module({
      controllers,
      providers: [
        { provide: EventStore, useValue: this.store },
        { provide: Sessions, useValue: this.sessions },
        { provide: Gate, useValue: this.gate },
      ],
    })
    class PadModule {}
    const { tokens, clock } = this;
    const app = await createHttpApp(PadModule, { tokens, clock, logLevel: 'silent', ...options });
    this.#started.push(app);
    return app;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#started.map((each) => each.close()));
  }

  /** A new account with that mandate. */
  async signIn(role: 'UNIT' | 'DIST' | 'AUDIT' | 'ADMIN', scope: string): Promise<SignedIn> {
    const [accountId, mandateId, at] = [randomUUID(), randomUUID(), this.clock.now()];
    const data = { role, scope, from: '2026-01-01', basis: '任职通知' };
    const facts = { accountId, mandateId };
    await execute(
      this.store,
      mandates,
      accountId,
      { type: 'GrantMandate', data, facts, by: SYSTEM, at, on: '2026-01-01' },
      { metadata: { source: 'SYSTEM', correlationId: 'spec', causationId: 'spec' } },
    );
    const token = await this.tokens.issue({ accountId, mandateId, sessionId: randomUUID() }, at);
    return { token, actor: { accountId, mandateId, role, scope } };
  }

  async send(method: 'GET' | 'POST' | 'PUT', path: string, { token = this.unit.token, body, headers }: Sent = {}) {
    const found = await this.app.inject({
      method,
      url: path.startsWith('/') ? path : `/api/v1/${path}`,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as string }),
    });
    return { status: found.statusCode, headers: found.headers, body: found.body ? JSON.parse(found.body) : undefined };
  }

  create(headers: Readonly<Record<string, string>> = {}, text = '第一条') {
    return this.send('POST', 'pads', { body: { text }, headers });
  }
}
