import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { type Database, freshDatabase } from './support/database.js';
import { type Expectation, expectations, hostile, pageHeaders, untidy, writeConsole } from './support/pages.js';
import { freePort, type Service, startScriptedService } from './support/service.js';

/** `WITH_NGINX=nginx npm test -- --selectProjects e2e --testPathPatterns pages` asks nginx in front of the service instead. */
const { WITH_NGINX } = process.env;

let database: Database | undefined;
let service: Service | undefined;
let nginx: ChildProcess | undefined;
let address: string;
const directory = mkdtempSync(join(tmpdir(), 'lianjian-console-'));

type Asked = Pick<Expectation, 'path' | 'method' | 'accept'> & { headers?: Readonly<Record<string, string>> };

/** As written: `fetch` would tidy the path first. */
function ask({ path, method = 'GET', accept, headers = {} }: Asked) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const sent = { ...headers, ...(accept === undefined ? {} : { accept }) };
    request({ hostname, port, path, method, headers: sent }, (answer) => {
      const parts: Buffer[] = [];
      answer
        .on('data', (part) => parts.push(part))
        .on('end', () =>
          resolve({ status: answer.statusCode as number, headers: answer.headers, body: Buffer.concat(parts) }),
        );
    })
      .on('error', reject)
      .end();
  });
}

beforeAll(async () => {
  writeConsole(directory);
  database = await freshDatabase('pages');
  const env = { CONSOLE_DIRECTORY: directory, TRUST_PROXY: '1' };
  service = await startScriptedService({ databaseUrl: database.url, startAt: '2026-03-16T02:00:00.000Z', env });
  address = WITH_NGINX ? await startNginx(WITH_NGINX, service) : service.address;
}, 60_000);
afterAll(async () => {
  if (nginx?.kill()) await once(nginx, 'exit');
  await service?.stop();
  await database?.drop();
  rmSync(directory, { recursive: true });
});

/** With the configuration as it is, but for where things are. */
async function startNginx(command: string, { address: upstream }: Service): Promise<string> {
  const port = await freePort();
  const template = readFileSync(join(import.meta.dirname, '../docker/nginx/nginx.conf'), 'utf8');
  const file = join(directory, '.nginx.conf');
  writeFileSync(
    file,
    template
      .replace('server lianjian:3000', `server ${new URL(upstream).host}`)
      .replace('root /usr/share/lianjian/console', `root ${directory}`)
      .replace('listen 8080', `listen 127.0.0.1:${port}`)
      .replaceAll('/tmp/nginx', join(directory, '.nginx')),
  );
  chmodSync(directory, 0o755);
  nginx = spawn(command, ['-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)) return `http://127.0.0.1:${port}`;
    await sleep(50);
  }
  throw new Error('nginx does not answer');
}

describe('The console', () => {
  it.each(expectations.map((each) => [`${each.method ?? 'GET'} ${each.path} as ${each.accept ?? 'anything'}`, each]))(
    'is at its addresses and nowhere else: %s',
    async (_, expected) => {
      const { path, status, type, caching } = expected as Expectation;
      const { status: found, headers, body } = await ask(expected as Expectation);
      expect([found, headers['content-type']]).toEqual([status, expect.stringMatching(type)]);
      if (caching !== undefined) expect(headers['cache-control']).toBe(caching);
      if (caching === 'no-cache') expect(headers.etag).toMatch(/^(?:W\/)?".+"$/);
      // What is missing now may come with the next version.
      if (status === 404) expect(headers['cache-control']).toBe(/^\/api(?:\/|$)/.test(path) ? 'no-store' : undefined);
      if (status === 404) expect(body.toString()).not.toMatch(/<html|<!doctype|SECRET/i);
      if (!/^\/api(?:\/|$)/.test(path)) expect(headers).toMatchObject(pageHeaders);
      else expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    },
  );

  it('asks browsers to come over TLS from now on, where they came over TLS, and only there', async () => {
    for (const path of ['/agreements', '/assets/app-0a1b2c3d.js', '/robots.txt', '/docs', '/api/v1/health/live']) {
      const { headers } = await ask({ path, headers: { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'https' } });
      expect([path, headers['strict-transport-security']]).toEqual([path, 'max-age=31536000; includeSubDomains']);
      expect((await ask({ path })).headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('is told not to send again what has not changed', async () => {
    for (const path of ['/agreements', '/assets/app-0a1b2c3d.css']) {
      const { headers } = await ask({ path });
      const again = await ask({ path, headers: { 'if-none-match': String(headers.etag) } });
      expect([path, again.status, again.body.length]).toEqual([path, 304, 0]);
    }
  });

  it('is sent as it was compressed by the build', async () => {
    const path = '/assets/app-0a1b2c3d.js';
    const plain = await ask({ path });
    const small = await ask({ path, headers: { 'accept-encoding': 'gzip' } });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(small.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': plain.headers['cache-control'],
      vary: expect.stringMatching(/accept-encoding/i),
    });
    expect(small.headers['content-type']).toMatch(/javascript/);
    expect(small.body.length).toBeLessThan(plain.body.length / 10);
    expect(gunzipSync(small.body).equals(plain.body)).toBe(true);
  });

  it('survives addresses that nobody means', async () => {
    for (const path of WITH_NGINX ? hostile : [...hostile, ...untidy]) {
      const { status, body } = await ask({ path, accept: 'text/html' });
      expect([path.slice(0, 40), status >= 400 && status < 500]).toEqual([path.slice(0, 40), true]);
      expect(body.toString()).not.toMatch(/联建<\/title>|SECRET|root:|localhost|"private"/);
    }
  });
});
