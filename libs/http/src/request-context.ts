import { createHash } from 'node:crypto';
import type { CommandContext } from '@lianjian/event-sourcing/command-context';
import type { Metadata, Source } from '@lianjian/event-sourcing/event-store';
import type { ExecuteOptions } from '@lianjian/event-sourcing/execute';
import { newAggregateId } from '@lianjian/kernel/ids';
import { type BusinessDate, businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { canonicalJson } from './input.js';
import { ProblemError } from './problem.js';

/** Whom the guard let in. */
export type Principal = Readonly<{ actor: Actor; sessionId: string }>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The service's clock when the request arrived. */
    arrivedAt: Instant;
    /** Set by the guard; undefined on a public route. */
    principal: Principal | undefined;
    /** Set with it, for answers that take long: whether the guard would let the same request in now. */
    isStillAdmitted: () => Promise<boolean>;
  }
}

type Reasons = Readonly<Pick<Metadata, 'onBehalfOf' | 'reason'>>;

/** Everything a controller may know of a request besides its arguments: who, when, under which key, at which version. */
export class RequestContext implements CommandContext {
  /** The service's clock when the request arrived. */
  readonly at: Instant;
  /** Today in Shanghai: the business date of a command that names none itself. */
  readonly occurredOn: BusinessDate;
  readonly correlationId: string;
  readonly source: Source;
  readonly idempotencyKey?: string;
  /** SHA-256 of method, address and body: what `idempotencyKey` was used for. Absent without a key. */
  readonly requestHash?: string;
  /** The version the client decided upon (`If-Match`). */
  readonly expectedVersion?: number;
  /** The address the request came from, as far as TRUST_PROXY lets it be known. Never stored or logged in clear. */
  readonly ip: string;

  private readonly principal: Principal | undefined;

  constructor(
    request: Pick<FastifyRequest, 'id' | 'ip' | 'arrivedAt' | 'principal' | 'headers' | 'method' | 'url' | 'body'>,
  ) {
    this.at = request.arrivedAt;
    this.occurredOn = businessDateOf(request.arrivedAt);
    this.correlationId = request.id;
    this.ip = request.ip;
    this.principal = request.principal;
    this.source = sourceOf(request.headers['x-source']);
    this.expectedVersion = versionOf(request.headers['if-match']);
    this.idempotencyKey = keyOf(request.headers['idempotency-key']);
    if (this.idempotencyKey !== undefined) {
      this.requestHash = createHash('sha256')
        .update(`${request.method} ${request.url}\n${canonicalJson(request.body ?? {})}`)
        .digest('hex');
    }
  }

  /** Who asks, under which mandate. Throws a 401 on a public route. */
  get actor(): Actor {
    return this.signedIn.actor;
  }

  get sessionId(): string {
    return this.signedIn.sessionId;
  }

  /** The id of an aggregate that this request creates: the same one for a retry with the same key. */
  readonly newId = (category: string): string => newAggregateId(category, this.actor.accountId, this.idempotencyKey);

  /** What the events of this request carry besides actor and time. */
  readonly metadata = (reasons: Reasons = {}): ExecuteOptions['metadata'] => ({
    source: this.source,
    correlationId: this.correlationId,
    causationId: this.correlationId,
    ...(this.idempotencyKey === undefined
      ? {}
      : { idempotencyKey: this.idempotencyKey, requestHash: this.requestHash }),
    ...reasons,
  });

  /** The options of `execute` for the aggregate that the request addresses. */
  readonly options = (reasons: Reasons = {}): ExecuteOptions => ({
    metadata: this.metadata(reasons),
    ...(this.expectedVersion === undefined ? {} : { expectedVersion: this.expectedVersion }),
  });

  private get signedIn(): Principal {
    if (!this.principal) throw new ProblemError(401, 'auth/token-missing', '请先登录');
    return this.principal;
  }
}

/** Gives a route its `RequestContext`: `draft(@Context() context: RequestContext)`. */
export const Context = createParamDecorator(
  (_: unknown, host: ExecutionContext) => new RequestContext(host.switchToHttp().getRequest<FastifyRequest>()),
);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ETAG = /^"(0|[1-9]\d{0,8})"$/;
const SOURCES: readonly Source[] = ['UI', 'API', 'IMPORT', 'BACKFILL'];

function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const key = String(header).toLowerCase();
  if (UUID.test(key)) return key;
  throw new ProblemError(400, 'idempotency/key-malformed', 'Idempotency-Key 须为 UUID', { field: 'Idempotency-Key' });
}

function versionOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const version = ETAG.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  throw new ProblemError(400, 'request/if-match', 'If-Match 须为读取时得到的 ETag，如 "7"', { field: 'If-Match' });
}

function sourceOf(header: string | string[] | undefined): Source {
  const source = SOURCES.find((known) => known === (header ?? 'API'));
  if (source) return source;
  throw new ProblemError(400, 'request/source', 'X-Source 须为 UI、API、IMPORT 或 BACKFILL', { field: 'X-Source' });
}
