// `npm start`: dependencies, build, database, migrations, demo, server; each step only when it is due.
import { join } from 'node:path';
import { prepare, root } from './tasks.mjs';

prepare();
process.setSourceMapsEnabled(true);
process.env.NODE_ENV ??= 'production';
process.env.LOG_LEVEL ??= 'warn';
process.env.DATA_DIR ??= join(root, '.data');

// Only from here on is node_modules sure to exist.
let database;
if (!process.env.DATABASE_URL) {
  const { startPostgres } = await import('./postgres.mjs');
  database = await startPostgres({ dir: join(process.env.DATA_DIR, 'postgres'), db: 'lianjian' });
  process.env.DATABASE_URL = database.url;
}

// The server runs in this process, so that nothing outlives a kill -9 but PostgreSQL, which the next start takes over.
let app;
try {
  const { serve } = await import('../dist/apps/standalone/src/serve.js');
  app = await serve();
} catch (error) {
  console.error(error?.code === 'EADDRINUSE' ? `端口已被占用：${error.message}` : error);
  await database?.stop();
  process.exit(1);
}

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await app.close().catch(console.error);
  await database?.stop();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

// npm killed with -9 cannot pass a signal on: when our parent is gone, so are we.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop(), 1000).unref();
