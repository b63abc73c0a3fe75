import type { Env } from '@lianjian/config/env';
import type { Clock } from '@lianjian/http/clock';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts } from '../../identity/src/accounts.js';
import { Setup } from '../../identity/src/setup.js';
import { Demo, demoPeople } from './demo/demo.js';

/** What is printed once the service listens, given its address. */
export type Welcome = (address: string) => string;

/** Makes an empty installation usable: with the demo, or with a one-time link for its first administrator. */
export async function firstRun(app: NestFastifyApplication, env: Env, clock: Clock): Promise<Welcome> {
  const demo = new Demo(app, env, clock);
  const status = await demo.status();
  const isEmpty = status === 'none' && (await app.get(Accounts, { strict: false }).isEmpty());
  const isToLoad = env.demo && (isEmpty || status === 'unfinished');
  if (isToLoad) await demo.load((line) => console.log(line));

  const token = await app.get(Setup, { strict: false }).issueToken(clock.now());
  return (address) =>
    [
      `联建已启动：${address}`,
      `接口文档：${address}/docs`,
      ...(token ? setupHint(address, token) : []),
      ...(isToLoad || status === 'loaded' ? demoHint(demo, isToLoad, env) : []),
      '停止服务：Ctrl+C',
    ].join('\n');
}

const setupHint = (address: string, token: string) => [
  `首次使用，请在24小时内用此一次性链接创建管理员：${address}/setup#token=${token}`,
  `或以接口创建：POST ${address}/api/v1/setup，内容为 {"token":"…","username":"…","password":"…"}`,
];

/** Everybody when it was loaded just now; then one of each role. */
function demoHint(demo: Demo, isNew: boolean, { dataDir }: Env): string[] {
  const logins = demo.logins();
  if (logins.size === 0) return [`演示账号的口令文件已不在 ${dataDir}，请由系统管理员重置口令。`];
  const roles = new Set<string>();
  const shown = demoPeople.filter(({ role, username }) => {
    const isFirst = !roles.has(role);
    roles.add(role);
    return (isNew || isFirst) && logins.has(username);
  });
  return [
    `演示账号（全部见 ${dataDir}/demo-logins.txt）：`,
    ...shown.map(({ username, displayName }) => `  ${username.padEnd(14)} ${logins.get(username)}  ${displayName}`),
  ];
}
