import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, median } from './figure.js';
import { spawnServer } from './spawned.js';

/** Seconds from `npm start` to the first answer, where everything has been installed, built and set up before. */
export default async function startBench(times = 3): Promise<readonly Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'lianjian-bench-start-'));
  chmodSync(home, 0o755); // private by default, but where root runs this another user runs the database server
  try {
    await secondsToReady(home);
    const seconds: number[] = [];
    for (let nr = 0; nr < times; nr += 1) seconds.push(await secondsToReady(home));
    return [{ figure: '`npm start` again, to the first answer, s', ours: median(seconds), target: 3, atMost: true }];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function secondsToReady(home: string): Promise<number> {
  const begin = performance.now();
  const service = await spawnServer({
    command: process.platform === 'win32' ? 'npm.cmd' : 'npm',
    args: ['start'],
    env: { DATA_DIR: join(home, 'data'), LIANJIAN_DEMO: 'off' },
  });
  try {
    const ready = await fetch(`${service.address}/api/v1/health/ready`);
    if (!ready.ok) throw new Error(`It is not ready:\n${await ready.text()}`);
    return (performance.now() - begin) / 1000;
  } finally {
    await service.stop();
  }
}
