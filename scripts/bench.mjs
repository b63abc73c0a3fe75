// `npm run bench`: every figure of speed against its peer, on one throw-away PostgreSQL with durable settings.
// `npm run bench -- append rebuild` measures those only. A missed target is printed, not an error: machines differ.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './tasks.mjs';

const TIMEOUT_MS = 150_000;
const wanted = process.argv.slice(2);

prepare();
const { startPostgres } = await import('./postgres.mjs');

const folder = join(root, 'dist/test/bench');
const benches = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.js'))
  .map((file) => ({ name: file.slice(0, -'.bench.js'.length), file: join(folder, file) }))
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (benches.length === 0) {
  console.error(`No bench of that name: ${wanted.join(' ')}`);
  process.exit(1);
}

const home = mkdtempSync(join(tmpdir(), 'lianjian-bench-'));
chmodSync(home, 0o755); // private by default, but where root runs this another user runs the server
const server = await startPostgres({ dir: join(home, 'db'), db: 'postgres' });
const env = { ...process.env, TEST_PG_URL: server.url.slice(0, server.url.lastIndexOf('/')) };

let current;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    isStopping = true;
    end(current);
  });
}

const figures = [];
const failed = [];
try {
  for (const { name, file } of benches) {
    if (isStopping) break;
    const began = Date.now();
    const found = await measure(file);
    if (found) figures.push(...found);
    else failed.push(name);
    console.log(`[${name}] ${found ? '' : 'failed after '}${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
} finally {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
print(figures);
if (isStopping || failed.length > 0) {
  if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
  process.exit(1);
}

/** The figures of one bench, in a process of its own so that none inherits another's heap; undefined when it failed. */
async function measure(file) {
  // A group of its own, so that the services it starts can be ended with it.
  current = fork(join(folder, 'run.js'), [file], { cwd: root, env, detached: process.platform !== 'win32' });
  const timer = setTimeout(end, TIMEOUT_MS, current);
  let found;
  current.once('message', (message) => {
    found = message;
  });
  const [code] = await once(current, 'exit');
  clearTimeout(timer);
  return code === 0 ? found : undefined;
}

function end(child) {
  if (!child || child.exitCode !== null) return;
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGTERM');
}

function print(rows) {
  const cells = rows.map(({ figure, ours, peer, ratio, target, atMost }) => {
    const reached = ratio ?? ours;
    const isMet = target === undefined ? undefined : atMost ? reached <= target : reached >= target;
    return [
      figure,
      number(ours),
      number(peer),
      ratio === undefined ? '–' : `${ratio.toFixed(2)}×`,
      target === undefined ? '–' : `${atMost ? '≤' : '≥'} ${target}${ratio === undefined ? '' : '×'}`,
      isMet === undefined ? '–' : isMet ? 'yes' : 'NO',
    ];
  });
  const table = [['figure', 'ours', 'peer', 'ratio', 'target', 'met'], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) {
    console.log(row.map((cell, nr) => (nr === 0 ? cell.padEnd(widths[nr]) : cell.padStart(widths[nr]))).join('  '));
  }
}

function number(value) {
  if (value === undefined) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
