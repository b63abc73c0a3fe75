import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, freePort, startPostgres } from '../scripts/postgres.mjs';

const script = join(import.meta.dirname, '../scripts/postgres.mjs');

describe('The embedded PostgreSQL', () => {
  let home: string;
  let dir: string;
  let servers: EmbeddedPostgres[];

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'lianjian-test-embedded-'));
    chmodSync(home, 0o755);
    dir = join(home, 'db');
  });
  beforeEach(() => {
    servers = [];
  });
  afterEach(async () => {
    for (const server of servers) await server.stop();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const start = async (options: { db?: string; port?: number } = {}) => {
    const server = await startPostgres({
      dir,
      db: 'app',
      fast: true,
      settings: { synchronous_commit: 'on' },
      ...options,
    });
    servers.push(server);
    return server;
  };

  /** Starts it in a process of its own, which then does what it is told and tells the port. */
  function startElsewhere(then: 'dies' | 'stops it'): Promise<string> {
    const last = then === 'dies' ? `process.kill(process.pid, 'SIGKILL')` : 'await server.stop()';
    const code = `
      const { startPostgres } = await import(${JSON.stringify(script)});
      const server = await startPostgres({ dir: ${JSON.stringify(dir)}, db: 'app', fast: true });
      await new Promise((written) => process.stdout.write(String(server.port), written));
      await new Promise((over) => setTimeout(over, 300));
      ${last};`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let port = '';
    child.stdout.on('data', (chunk) => {
      port += chunk;
    });
    return new Promise((done) => child.once('close', () => done(port)));
  }

  async function answer(url: string, sql: string): Promise<unknown> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {}); // a server that is stopped while the client says goodbye
    try {
      await client.connect();
      return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
    } finally {
      await client.end();
    }
  }
  const postmaster = () => Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const isRunning = (pid: number) => {
    try {
      process.kill(pid, 0);
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  /** A server gives its lock back a moment before its process ends: false if it still runs after five seconds. */
  const ends = async (pid: number) => {
    for (let waited = 0; isRunning(pid) && waited < 5_000; waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return !isRunning(pid);
  };

  it('is made by whoever comes first, and all who come at the same time share it', async () => {
    const ports = await Promise.all(Array.from({ length: 4 }, () => startElsewhere('stops it')));
    expect(ports.every((port) => Number(port) > 0)).toBe(true);
    expect(await answer((await start()).url, 'SELECT current_database()')).toBe('app');
  });

  it('keeps what was written, and stops when it is told to, however often', async () => {
    const first = await start();
    await answer(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    const pid = postmaster();
    await first.stop();
    await first.stop();
    expect(await ends(pid)).toBe(true);
    expect(await answer((await start()).url, 'SELECT n FROM kept')).toBe(42);
  });

  it('is joined by a second start, whose end does not stop it under the first', async () => {
    const first = await start();
    const second = await startElsewhere('stops it');
    expect(second).toBe(String(first.port));
    expect(await answer(first.url, 'SELECT 1')).toBe(1);
  });

  it('makes the database that is asked for, whatever its name', async () => {
    await start();
    const { url } = await start({ db: 'another "one"' });
    expect(await answer(url, 'SELECT current_database()')).toBe('another "one"');
  });

  it('outlives an owner who was killed, and serves the next one, who then owns it', async () => {
    const port = await startElsewhere('dies');
    const pid = postmaster();
    expect(isRunning(pid)).toBe(true);
    const next = await start();
    expect(String(next.port)).toBe(port);
    await next.stop();
    expect(await ends(pid)).toBe(true);
  });

  it('comes back after the server itself was killed', async () => {
    const first = await start();
    await answer(first.url, 'CREATE TABLE survives AS SELECT 7 AS n');
    process.kill(postmaster(), 'SIGKILL');
    expect(await answer((await start()).url, 'SELECT n FROM survives')).toBe(7);
  });

  it.each([
    ['of a process number that belongs to another program now', () => `${process.pid}\n/somewhere\n1\n5432\n`],
    ['of a process that is gone', () => '4194300\n/somewhere\n1\n5432\n'],
    ['that was half written', () => ''],
  ])('is not kept from starting by a lock %s', async (_, content) => {
    await start().then((server) => server.stop());
    writeFileSync(join(dir, 'postmaster.pid'), content());
    expect(await answer((await start()).url, 'SELECT 1')).toBe(1);
  });

  it('says why when it cannot start', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening));
    await expect(start({ port })).rejects.toThrow('could not bind');
    await new Promise((closed) => other.close(closed));
    expect((await start({ port })).port).toBe(port);
  });

  it('lets nobody in without the password of this data directory', async () => {
    const { url } = await start();
    await expect(answer(url.replace(/:[^:@]+@/, ':postgres@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });
});
