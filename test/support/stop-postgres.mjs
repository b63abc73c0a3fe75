import { rmSync } from 'node:fs';

export default async function stopTestPostgres() {
  const started = globalThis.__TEST_POSTGRES__;
  if (!started) return;
  globalThis.__TEST_POSTGRES__ = undefined;
  delete process.env.TEST_PG_URL;
  await started.server.stop();
  rmSync(started.home, { recursive: true, force: true });
}
