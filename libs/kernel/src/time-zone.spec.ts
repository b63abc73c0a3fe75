import { spawnSync } from 'node:child_process';
import path from 'node:path';

const here = import.meta.dirname;
const root = path.resolve(here, '../../..');
const specs = ['time', 'period', 'calendar'].map((name) => path.join(here, `${name}.spec.ts`));

describe('time zone of the host', () => {
  it('C1 E23 makes no difference to dates, periods and working days: their specs pass in New York', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--experimental-vm-modules',
        path.join(root, 'node_modules/jest/bin/jest.js'),
        '--runInBand',
        '--selectProjects=unit',
        '--runTestsByPath',
        ...specs,
        '--reporters=default',
      ],
      { cwd: root, env: { TZ: 'America/New_York' }, encoding: 'utf8' },
    );
    expect({ status, failures: stderr.match(/^.*●.*$/gm) ?? [] }).toEqual({ status: 0, failures: [] });
    expect(stderr).toContain(`Test Suites: ${specs.length} passed, ${specs.length} total`);
  }, 60_000);
});
