import type { Env } from '@lianjian/config/env';
import type { Clock } from '@lianjian/http/clock';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Setup } from '../../identity/src/setup.js';

/** What is printed once the service listens, given its address. */
export type Welcome = (address: string) => string;

/** Makes an empty installation usable: with a one-time link for its first administrator. */
export async function firstRun(app: NestFastifyApplication, _env: Env, clock: Clock): Promise<Welcome> {
  const token = await app.get(Setup, { strict: false }).issueToken(clock.now());
  return (address) =>
    [
      `联建已启动：${address}`,
      `接口文档：${address}/api/docs`,
      ...(token ? [`首次使用，请在24小时内用此一次性链接创建管理员：${address}/setup?token=${token}`] : []),
      '停止服务：Ctrl+C',
    ].join('\n');
}
