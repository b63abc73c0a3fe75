// `npm run rebuild` and `npm run verify`, on the running installation or on one that is stopped.
import { join } from 'node:path';
import { prepare, root } from './tasks.mjs';

const command = process.argv[2];
prepare();
process.env.LOG_LEVEL ??= 'error';
process.env.DATA_DIR ??= join(root, '.data');

let database;
if (!process.env.DATABASE_URL) {
  const { isOwned, startPostgres } = await import('./postgres.mjs');
  const dir = join(process.env.DATA_DIR, 'postgres');
  const wasRunning = isOwned(dir);
  database = await startPostgres({ dir, db: 'lianjian' });
  process.env.DATABASE_URL = database.url;
  if (wasRunning) database = undefined; // the service's own: it stays
}
const { administer } = await import('../dist/apps/views/src/administer.js');
const done = await administer(command);
await database?.stop();
process.exit(done ? 0 : 1);
