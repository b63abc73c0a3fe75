import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, freshDatabase } from './support/database.js';
import { type Service, startService } from './support/service.js';

const PASSWORD = 'Xinjiekou-2019';

describe('The log of the service', () => {
  let database: Database;
  let service: Service;

  beforeAll(async () => {
    database = await freshDatabase('cookies');
    service = await startService({ databaseUrl: database.url, env: { LOG_LEVEL: 'verbose' } });
  }, 60_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('tells of every request of a browser, and nothing of its session', async () => {
    const secrets: string[] = [];
    const post = async (path: string, body: object, cookie = '') => {
      const answer = await fetch(`${service.address}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      const [session] = answer.headers.getSetCookie().map((each) => each.split(';')[0] as string);
      secrets.push((session ?? '').split('=')[1] ?? '', text && (JSON.parse(text).accessToken ?? ''));
      return { status: answer.status, cookie: session ?? '' };
    };
    const [, token] = /setup#token=([\w-]{43})/.exec(service.printed()) as string[];
    await post('setup', { token, username: 'root', password: PASSWORD, cookie: true });
    const first = await post('login', { username: 'root', password: PASSWORD, cookie: true });
    const second = await post('session/refresh', {}, first.cookie);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect((await post('session/refresh', {}, first.cookie)).status).toBe(401);
    expect((await post('logout', {}, second.cookie)).status).toBe(204);

    const known = secrets.filter((secret) => secret.length > 20);
    expect(known).toHaveLength(6);
    for (let tries = 0; tries < 50 && !service.printed().includes('/logout'); tries += 1) await sleep(20);
    const printed = service.printed();
    for (const route of ['setup', 'login', 'session/refresh', 'logout']) expect(printed).toContain(`/api/v1/${route}`);
    expect(known.filter((secret) => printed.includes(secret))).toEqual([]);
    expect(printed).not.toMatch(/lianjian_session|set-cookie/i);
  });
});
