// What every script needs before `npm ci` has ever run: only `node:` imports here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamps = join(root, 'node_modules/.cache/lianjian');
const NOT_SOURCE = new Set(['node_modules', 'dist', 'coverage', '.data', '.git']);

function* filesIn(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry?.isFile()) yield path;
  if (entry?.isDirectory()) {
    for (const name of readdirSync(path).sort()) if (!NOT_SOURCE.has(name)) yield* filesIn(join(path, name));
  }
}

/** One hash over the content of files and folders, so that a step runs again only when its input changed. */
function fingerprint(paths) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const path of paths) {
    for (const file of filesIn(join(root, path)))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

function unlessFresh(name, inputs, product, step) {
  const now = fingerprint(inputs);
  const stamp = join(stamps, name);
  if (existsSync(join(root, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  step();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, now);
}

/** Runs a command in the project's folder and ends this process with its exit code when it fails. */
export function run(label, command, args, options = {}) {
  const began = Date.now();
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) {
    console.error(`[${label}] failed with exit code ${status}`);
    process.exit(status ?? 1);
  }
  console.log(`[${label}] ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** Runs a script under this Node. */
export const node = (label, args, options) => run(label, process.execPath, args, options);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`需要 Node.js 20.19 或更高版本，当前为 ${process.version} / Node >= 20.19 is needed`);
    process.exit(1);
  }
}

function ensureDependencies() {
  // Somebody else's: npm would empty what the link points to.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  unlessFresh('dependencies', ['package.json', 'package-lock.json', '.npmrc'], 'node_modules', () => {
    // npm hands its own settings to scripts as npm_* variables; a nested npm must not take them for flags.
    const kept = /^npm_config_(cache|userconfig|globalconfig|registry|cafile)$/i;
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([key]) => !/^npm_/i.test(key) || kept.test(key)),
    );
    run('npm ci', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
      env,
      shell: process.platform === 'win32',
    });
  });
}

// The console is built on its own.
const services = readdirSync(join(root, 'apps'))
  .filter((name) => name !== 'console')
  .map((name) => `apps/${name}`);

function ensureBuild() {
  unlessFresh(
    'server',
    [
      ...services,
      'libs',
      'test/bench',
      'test/support',
      'nest-cli.json',
      '.swcrc',
      'tsconfig.json',
      'package-lock.json',
    ],
    'dist/apps/standalone/src/main.js',
    () => {
      for (const part of ['apps', 'libs', 'test']) rmSync(join(root, 'dist', part), { recursive: true, force: true });
      node('build', ['node_modules/@nestjs/cli/bin/nest.js', 'build']);
    },
  );
}

function ensureConsole() {
  unlessFresh(
    'console',
    ['apps/console', 'libs/kernel', 'libs/permissions', 'package-lock.json'],
    'dist/console/index.html',
    () =>
      node('console', ['node_modules/vite/bin/vite.js', 'build', '-c', 'apps/console/vite.config.ts', '-l', 'warn']),
  );
}

/** Dependencies and build, each only when stale. */
export function prepare() {
  checkNode();
  ensureDependencies();
  ensureBuild();
  ensureConsole();
}
