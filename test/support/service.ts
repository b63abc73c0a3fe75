import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');

export type Service = Readonly<{
  /** `http://127.0.0.1:<port>` */
  address: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  printed(): string;
  /** As Ctrl+C does; resolves with the exit code. */
  stop(): Promise<number | null>;
}>;

type Options = Readonly<{ databaseUrl: string; env?: Readonly<Record<string, string>> }>;

const SETTINGS = {
  LOG_LEVEL: 'error',
  LIANJIAN_DEMO: 'off',
  LIANJIAN_UNSAFE_DATABASE: 'on',
  RATE_LIMIT_PER_IP: '0',
  RATE_LIMIT_PER_ACCOUNT: '0',
  RATE_LIMIT_LOGINS: '0',
  DORMANT_DAYS: '0',
  PASSWORD_MAX_AGE_DAYS: '0',
  TOKEN_MINUTES: '60',
  SESSION_HOURS: '168',
  SESSION_IDLE_MINUTES: '1440',
};

/** The service as it is built, in a process of its own, on a database of the test server. */
export async function startService({ databaseUrl, env = {} }: Options): Promise<Service> {
  const port = await freePort();
  const service = run(['dist/apps/standalone/src/main.js'], databaseUrl, { PORT: String(port), ...env });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    if (service.child.exitCode !== null || tries > 600) throw new Error(`It did not start:\n${service.printed()}`);
    const ready = await fetch(`${address}/api/v1/health/ready`).catch(() => undefined);
    if (ready?.ok) return { address, process: service.child, printed: service.printed, stop: service.stop };
    await sleep(100);
  }
}

/** The same under a clock that stands still until it is set. */
export async function startScriptedService(
  options: Options & { startAt: string },
): Promise<Service & { setClock(at: string): Promise<void> }> {
  const env = { PORT: '0', START_AT: options.startAt, ...options.env };
  const service = run(['test/support/scripted-service.mjs'], options.databaseUrl, env, true);
  const answer = async <T>(): Promise<T> => {
    const over = new AbortController();
    const gone = once(service.child, 'exit', { signal: over.signal }).then(() => {
      throw new Error(`It ended:\n${service.printed()}`);
    });
    try {
      const [message] = (await Promise.race([once(service.child, 'message'), gone])) as [T];
      return message;
    } finally {
      over.abort();
    }
  };
  const { address } = await answer<{ address: string }>();
  return {
    address,
    process: service.child,
    printed: service.printed,
    stop: service.stop,
    async setClock(at) {
      const answered = answer();
      service.child.send({ set: at });
      await answered;
    },
  };
}

function run(args: string[], databaseUrl: string, env: Readonly<Record<string, string>>, ipc = false) {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianjian-data-'));
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    env: { PATH: process.env.PATH, ...SETTINGS, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return {
    child,
    printed: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      rmSync(dataDir, { recursive: true, force: true });
      // Whatever the test was about: a fault of the service must not go unseen.
      if (output.includes('"level":"error"')) throw new Error(`The service logged a fault:\n${output}`);
      return child.exitCode;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
