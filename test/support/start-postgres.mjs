// Jest's globalSetup of every suite that needs a database: one throw-away PostgreSQL for the whole run.
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOwned, startPostgres, stopOrphan } from '../../scripts/postgres.mjs';

const PREFIX = 'lianjian-test-';
const LONG_ENOUGH_TO_START_MS = 5 * 60_000;

export default async function startTestPostgres() {
  // Two projects may ask for it, and a developer may bring a server of their own.
  if (process.env.TEST_PG_URL) return;
  await removeLeftovers();
  const home = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(home, 0o755); // private by default, but where root runs this another user runs the server
  const dir = join(home, 'db');
  const server = await startPostgres({ dir, db: 'postgres', fast: true, settings: { shared_buffers: '128MB' } });
  globalThis.__TEST_POSTGRES__ = { home, server };
  process.env.TEST_PG_URL = server.url.slice(0, server.url.lastIndexOf('/'));
}

/** A run that was killed could not clean up after itself. */
async function removeLeftovers() {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const home = join(tmpdir(), name);
    try {
      const mayBeStarting = Date.now() - statSync(home).mtimeMs < LONG_ENOUGH_TO_START_MS;
      if (mayBeStarting || isOwned(join(home, 'db'))) continue;
      await stopOrphan(join(home, 'db'));
      rmSync(home, { recursive: true, force: true });
    } catch (error) {
      console.warn(`The leftover ${home} stays: ${error.message}`);
    }
  }
}
