// `npm run test:console`: the built console in a real browser, against the built service. Arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireChromium } from './chromium.mjs';
import { prepare, root } from './tasks.mjs';

const CHROMIUM = requireChromium();
prepare();
const today = new Date().toISOString().slice(0, 10);
const CONSOLE_ARTEFACTS = process.env.CONSOLE_ARTEFACTS ?? join(tmpdir(), `lianjian-console-${today}`);
mkdirSync(CONSOLE_ARTEFACTS, { recursive: true });
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    // Jest reads no timeout in a project. Every worker has a browser, a service and its share of the database.
    ...['--testTimeout=120000', '--maxWorkers=2'],
    ...process.argv.slice(2),
    ...['--selectProjects', 'console'],
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM, CONSOLE_ARTEFACTS } },
);
// On the other channel: the last line of the output is Jest's "N passed, N failed".
console.error(`截图 / screenshots: ${CONSOLE_ARTEFACTS}`);
process.exitCode = status ?? 1;
