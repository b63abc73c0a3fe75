import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopOrphan } from '../scripts/postgres.mjs';
import { Client, Installation } from './support/client.js';
import { freePort, type Service } from './support/service.js';

const script = join(import.meta.dirname, '../scripts/start.mjs');

type Started = Service & Readonly<{ firstAnswerMs: number; exited: Promise<number | null> }>;

/** What `npm start` runs, on a data directory of its own: Ctrl+C, kill -9 and everything that comes after. */
describe('The service started, stopped and killed', () => {
  let home: string;
  let port: number;
  let admin: Client;
  const started: ChildProcess[] = [];

  function launch(at = port): { child: ChildProcess; printed(): string; exited: Promise<number | null> } {
    const { TEST_PG_URL: _, DATABASE_URL: __, ...env } = process.env;
    const child = spawn(process.execPath, [script], {
      // In a process group of its own, which is what a terminal sends Ctrl+C to.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, DATA_DIR: join(home, 'data'), PORT: String(at), LIANJIAN_DEMO: 'off', LOG_LEVEL: 'error' },
    });
    started.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    return { child, printed: () => output, exited: once(child, 'exit').then(([code]) => code as number | null) };
  }

  async function start(): Promise<Started> {
    const began = performance.now();
    const { child, printed, exited } = launch();
    const address = `http://127.0.0.1:${port}`;
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It did not start:\n${printed()}`);
      if (performance.now() - began > 100_000) throw new Error(`It takes too long:\n${printed()}`);
      if ((await fetch(`${address}/api/v1/health/ready`).catch(() => undefined))?.ok) break;
      await sleep(20);
    }
    const firstAnswerMs = Math.round(performance.now() - began);
    const stop = async () => {
      process.kill(-(child.pid as number), 'SIGINT');
      return exited;
    };
    return { address, process: child, printed, stop, firstAnswerMs, exited };
  }

  const postmaster = () => Number(readFileSync(join(home, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const isAlive = (pid: number) => {
    try {
      return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  /** Processes that work on the data directory: the service by its environment, PostgreSQL by its arguments. */
  const leftovers = () =>
    execFileSync('ps', ['-eo', 'pid=,stat=,args=', 'e'], { encoding: 'utf8', maxBuffer: 1e8 })
      .split('\n')
      .filter((line) => line.includes(home) && !/^\s*\d+\s+Z/.test(line) && !line.includes('ps -eo'))
      .map((line) => line.slice(0, 120));

  async function createAccount(service: Service, username: string): Promise<void> {
    await admin.at(service).must('POST', '/accounts', { username });
  }
  async function accounts(service: Service): Promise<string[]> {
    const { items } = await admin.at(service).must('GET', '/accounts?limit=200');
    return items.map(({ username }: { username: string }) => username);
  }

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'lianjian-restart-'));
    chmodSync(home, 0o755);
    port = await freePort();
  });
  // Whatever a test that failed has left running would answer the next one.
  afterEach(async () => {
    for (const child of started.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  });
  afterAll(async () => {
    await stopOrphan(join(home, 'data/postgres'));
    rmSync(home, { recursive: true, force: true });
  });

  it('starts on nothing, and Ctrl+C leaves no process behind', async () => {
    const service = await start();
    console.log(`First start to first answer: ${service.firstAnswerMs} ms`);
    ({ admin } = await Installation.setUp(service));
    await createAccount(service, 'first');
    expect(await service.stop()).toBe(0);
    expect(leftovers()).toEqual([]);
  }, 120_000);

  it('has everything when it is started again, and answers soon', async () => {
    const service = await start();
    console.log(`Second start to first answer: ${service.firstAnswerMs} ms`);
    expect(service.firstAnswerMs).toBeLessThan(10_000);
    expect(service.printed()).not.toContain('setup#token=');
    expect(await accounts(service)).toContain('first');
    await createAccount(service, 'second');
    expect(await service.stop()).toBe(0);
  }, 60_000);

  it('takes over the PostgreSQL that a killed one left running, and loses nothing it had answered', async () => {
    const killed = await start();
    await createAccount(killed, 'third');
    const database = postmaster();
    killed.process.kill('SIGKILL');
    await killed.exited;
    expect(isAlive(database)).toBe(true);

    const service = await start();
    expect(postmaster()).toBe(database);
    expect(await accounts(service)).toEqual(expect.arrayContaining(['first', 'second', 'third']));
    expect(await service.stop()).toBe(0);
    expect(isAlive(database)).toBe(false);
    expect(leftovers()).toEqual([]);
  }, 60_000);

  it('recovers when both were killed', async () => {
    const killed = await start();
    await createAccount(killed, 'fourth');
    killed.process.kill('SIGKILL');
    process.kill(postmaster(), 'SIGKILL');
    await killed.exited;

    const service = await start();
    expect(await accounts(service)).toEqual(expect.arrayContaining(['first', 'second', 'third', 'fourth']));
    expect(await service.stop()).toBe(0);
  }, 60_000);

  it('says what is wrong when it runs already, and does the one that runs no harm', async () => {
    const service = await start();
    const second = launch();
    expect(await second.exited).toBe(1);
    expect(second.printed()).toMatch(new RegExp(`端口.*${port}.*已被占用`));
    expect(second.printed()).not.toMatch(/\n\s+at /);
    expect(await accounts(service)).toContain('first');
    const elsewhere = launch(await freePort());
    expect(await elsewhere.exited).toBe(1);
    expect(elsewhere.printed()).toMatch(/数据目录.*正由另一个/);
    expect(await accounts(service)).toContain('first');
    expect(await service.stop()).toBe(0);
    expect(leftovers()).toEqual([]);
  }, 60_000);

  it('stops as well when it is told to by its supervisor, and while it is still starting', async () => {
    const { child, exited } = launch();
    await sleep(700);
    child.kill('SIGTERM');
    await exited;
    for (let tries = 0; tries < 100 && leftovers().length > 0; tries += 1) await sleep(100);
    expect(leftovers()).toEqual([]);
    const service = await start();
    service.process.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    expect(leftovers()).toEqual([]);
  }, 60_000);

  it('goes when the one who started it was killed', async () => {
    const code = `
      import { spawn } from 'node:child_process';
      spawn(process.execPath, [${JSON.stringify(script)}], { stdio: 'ignore' });
      setInterval(() => {}, 1000);`;
    const env = { ...process.env, DATA_DIR: join(home, 'data'), PORT: String(port), LIANJIAN_DEMO: 'off' };
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore', env });
    started.push(parent);
    const isUp = async () => (await fetch(`http://127.0.0.1:${port}/api/v1/health/ready`).catch(() => undefined))?.ok;
    for (let tries = 0; tries < 600 && !(await isUp()); tries += 1) await sleep(100);
    parent.kill('SIGKILL');
    for (let tries = 0; tries < 150 && leftovers().length > 0; tries += 1) await sleep(100);
    expect(leftovers()).toEqual([]);
  }, 60_000);

  it('names every setting that is wrong, and leaves nothing running', async () => {
    const { TEST_PG_URL: _, ...env } = process.env;
    const child = spawn(process.execPath, [script], {
      env: { ...env, DATA_DIR: join(home, 'data'), PORT: 'x', LIANJIAN_DEMO: 'perhaps', LIANJIAN_TYPO: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    started.push(child);
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    expect((await once(child, 'exit'))[0]).toBe(1);
    for (const name of ['PORT', 'LIANJIAN_DEMO', 'LIANJIAN_TYPO']) expect(said).toContain(name);
    expect(said).not.toMatch(/\n\s+at /);
    expect(leftovers()).toEqual([]);
  }, 60_000);
});
