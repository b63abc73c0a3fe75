import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const START_TIMEOUT_MS = 60_000;

/** A server in a process of its own. */
export type Spawned = Readonly<{
  /** `http://127.0.0.1:<port>` */
  address: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  printed(): string;
  /** As Ctrl+C does; resolves with the exit code. */
  stop(): Promise<number | null>;
}>;

type Options = Readonly<{ command?: string; args: readonly string[]; env: Readonly<Record<string, string>> }>;

/** Starts a server that prints its address once it listens. */
export async function spawnServer({ command = process.execPath, args, env }: Options): Promise<Spawned> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    return child.exitCode;
  };
  for (let waited = 0; ; waited += 5) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    if (address) return { address, process: child, printed: () => output, stop };
    if (child.exitCode !== null || waited > START_TIMEOUT_MS) {
      await stop();
      throw new Error(`${args.join(' ')} did not start:\n${output}`);
    }
    await sleep(5);
  }
}
