// `npm start`: dependencies, build, database, migrations, demo, server; each step only when it is due.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { prepare, root } from './tasks.mjs';

prepare();
process.setSourceMapsEnabled(true);
process.env.NODE_ENV ??= 'production';
process.env.LOG_LEVEL ??= 'warn';
process.env.DATA_DIR ??= join(root, '.data');

// Only from here on are node_modules and dist sure to exist.
const { readEnv } = await import('../dist/libs/config/src/env.js');

// The server runs in this process, so that nothing outlives a kill -9 but PostgreSQL, which the next start takes over.
let database;
let app;
const begun = begin();

async function begin() {
  const { host, port } = readEnv();
  await assertFree(port, host);
  if (!process.env.DATABASE_URL) {
    const { startPostgres } = await import('./postgres.mjs');
    database = await startPostgres({
      dir: join(process.env.DATA_DIR, 'postgres'),
      db: 'lianjian',
      exclusive: true,
    });
    process.env.DATABASE_URL = database.url;
  }
  const { serve } = await import('../dist/apps/standalone/src/serve.js');
  app = await serve();
}

function assertFree(port, host) {
  return new Promise((free, taken) => {
    const probe = createServer().once('error', taken);
    probe.listen({ port, host, exclusive: true }, () => probe.close(free));
  });
}

let stopping = false;
/** Also in the middle of the start: what has begun is finished first, so that nothing is left half done. */
async function stop() {
  if (stopping) return;
  stopping = true;
  await begun.catch(() => {});
  await app?.close().catch(console.error);
  await database?.stop();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

// npm killed with -9 cannot pass a signal on: when our parent is gone, so are we.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop(), 1000).unref();

/** What somebody who starts the service can do something about is said in a sentence, everything else in full. */
function explained(error) {
  if (error?.code === 'EADDRINUSE') {
    return `端口 ${error.port} 已被占用：联建可能已在运行；要换端口请设置 PORT / The port is in use already`;
  }
  return ['EnvironmentError', 'DataDirectoryInUseError'].includes(error?.name) ? error.message : error;
}

try {
  await begun;
} catch (error) {
  console.error(explained(error));
  await database?.stop();
  process.exit(1);
}
