import 'reflect-metadata';
import { type Env, readEnv } from '@lianjian/config/env';
import { AccessTokens, tokenKeyFrom } from '@lianjian/http/access-tokens';
import { createHttpApp } from '@lianjian/http/bootstrap';
import { type Clock, SystemClock } from '@lianjian/http/clock';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { serveConsole } from './console-pages.js';
import { firstRun } from './first-run.js';
import { StandaloneModule } from './standalone.module.js';

/**
 * Everything in one process, listening, with the console of that directory. An empty installation is made ready for its
 * first user before it answers.
 */
export async function serve(
  env: Env = readEnv(),
  clock: Clock = new SystemClock(),
  consoleDirectory?: string,
): Promise<NestFastifyApplication> {
  const tokens = new AccessTokens(tokenKeyFrom(env.token.keyFile), env.token.issuer, env.token.lifetimeSeconds);
  const app = await createHttpApp(StandaloneModule.on(env, tokens, clock), {
    tokens,
    clock,
    trustProxy: env.trustProxy,
    logLevel: env.logLevel,
    rateLimits: env.rateLimits,
  });
  await serveConsole(app.getHttpAdapter().getInstance() as FastifyInstance, consoleDirectory);
  const welcome = await firstRun(app, env, clock);
  await app.listen(env.port, env.host);
  console.log(welcome(await app.getUrl()));
  return app;
}
