import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { ConsoleLogger, type DynamicModule, Logger, type LogLevel, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessTokens } from './access-tokens.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { AuthGuard, refuseHaste } from './auth.guard.js';
import { type Clock, SystemClock } from './clock.js';
import { HealthModule } from './health.js';
import { refuseHostile } from './input.js';
import { refuseMalformedHttp } from './malformed-http.js';
import { openApiDocument } from './openapi.js';
import { documentOf, ProblemFilter, problemOf } from './problem.filter.js';
import { RateLimit } from './rate-limit.js';
import { assertEveryRouteHasRule } from './routes.js';
import { protect, protectAll } from './security-headers.js';
import { ApiDocument, ServiceController } from './service.controller.js';
import { Sessions } from './sessions.js';

export type HttpOptions = Readonly<{
  tokens: AccessTokens;
  clock?: Clock;
  /** How many proxies stand in front; only that many entries of X-Forwarded-For are believed. */
  trustProxy?: number;
  logLevel?: LogLevel | 'silent';
  /** Requests a minute; 0 for no limit. */
  rateLimits?: Readonly<{ perIp: number; perAccount: number; guesses: number }>;
  version?: string;
}>;

export const API_PREFIX = 'api/v1';
const BODY_LIMIT = 256 * 1024;
const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
const CORRELATION_ID = /^[\w.:-]{8,64}$/;

@Module({})
class Edge {}

/**
 * The application of a root module, ready to listen. The root module, or one it imports, provides `EventStore` and
 * `Sessions`; everything else of the edge is here: guard, problem documents, limits, headers, probes, API documents.
 */
export async function createHttpApp(root: Type | DynamicModule, options: HttpOptions): Promise<NestFastifyApplication> {
  const { tokens, clock = new SystemClock(), logLevel = 'log' } = options;
  const limits = options.rateLimits ?? { perIp: 0, perAccount: 0, guesses: 0 };

  const app = await NestFactory.create<NestFastifyApplication>(edgeOf(root), adapterOf(options), {
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: false,
    logger: loggerOf(logLevel),
  });
  app.setGlobalPrefix(API_PREFIX);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalInterceptors(new AnswerInterceptor());
  app.useGlobalGuards(
    new AuthGuard(
      tokens,
      app.get(Sessions, { strict: false }),
      app.get(EventStore, { strict: false }),
      { account: new RateLimit(limits.perAccount), guesses: new RateLimit(limits.guesses) },
      clock,
    ),
  );

  const server = app.getHttpAdapter().getInstance() as FastifyInstance;
  receive(server, clock, new RateLimit(limits.perIp));
  readJson(server);
  protectAll(server);
  logRequests(server);
  hangUpWhenIdle(server);

  await app.init();
  const document = openApiDocument(assertEveryRouteHasRule(app), {
    basePath: `/${API_PREFIX}`,
    version: options.version ?? '0.1.0',
  });
  app.get(ApiDocument, { strict: false }).publish(document);
  SwaggerModule.setup('docs', app, document as unknown as OpenAPIObject, {
    raw: false,
    customSiteTitle: '联建 API',
  });
  return app;
}

function edgeOf(root: Type | DynamicModule): DynamicModule {
  return {
    module: Edge,
    imports: [root, DiscoveryModule, HealthModule],
    controllers: [ServiceController],
    providers: [ApiDocument],
  };
}

function adapterOf({ trustProxy = 0 }: HttpOptions): FastifyAdapter {
  return new FastifyAdapter({
    // Of the addresses from the socket outwards, only those of our own proxies are believed.
    trustProxy: (_address, hop) => hop < trustProxy,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    genReqId: ({ headers }: IncomingMessage) => {
      const given = String(headers['x-correlation-id'] ?? '');
      return CORRELATION_ID.test(given) ? given : randomUUID();
    },
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: refuseMalformedHttp,
    // The router's own refusals (a malformed address) come before hooks and filters.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const refused = problemOf(error, { ifMatch: false });
      protect(request, reply);
      reply
        .status(refused.status)
        .type('application/problem+json; charset=utf-8')
        .send(JSON.stringify(documentOf(refused, request)));
    },
  });
}

function loggerOf(level: LogLevel | 'silent'): ConsoleLogger | false {
  if (level === 'silent') return false;
  return new ConsoleLogger({ json: true, colors: false, logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1) });
}

/** What every request meets first: its time, the limit of its address, and a look at what it carries. */
function receive(server: FastifyInstance, clock: Clock, limit: RateLimit): void {
  server.decorateRequest('arrivedAt', '');
  server.decorateRequest('principal', undefined);
  server.decorateRequest('isStillAdmitted', async () => false);
  server.addHook('onRequest', async (request, reply) => {
    request.arrivedAt = clock.now();
    reply.header('x-correlation-id', request.id);
    refuseHaste(limit.take(request.ip));
  });
  server.addHook('preValidation', async ({ body, query, params }) => refuseHostile([body, query, params]));
}

/** JSON and nothing else; a body may be absent, and may not name `__proto__` or `constructor.prototype`. */
function readJson(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else parseJson(request, body as string, done);
  });
}

/** One line a request: addresses of routes, never of what was asked for; accounts, never names. */
function logRequests(server: FastifyInstance): void {
  const logger = new Logger('http');
  const log = (request: FastifyRequest, reply: FastifyReply, more: object = {}) =>
    logger.log({
      message: 'request',
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      correlationId: request.id,
      accountId: request.principal?.actor.accountId,
      ...more,
    });
  server.addHook('onResponse', async (request, reply) => log(request, reply));
  // Fastify tells of answers that were sent to their end; a client may leave before.
  server.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) log(request, reply, { aborted: true });
    });
  });
}

/**
 * Once stopping, a connection ends when its request is answered, where else it would wait for the next one; and one that
 * never sent a request, as browsers keep in reserve, ends at once: to Node it is not idle, but about to send one.
 */
function hangUpWhenIdle(server: FastifyInstance): void {
  const connections = new Set<Socket>();
  server.server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.addHook('preClose', async () => {
    const hangUp = () => {
      server.server.closeIdleConnections();
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    };
    const timer = setInterval(hangUp, 50);
    server.server.once('close', () => clearInterval(timer));
  });
}
