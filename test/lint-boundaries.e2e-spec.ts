import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const DOMAIN = ['units', 'councils', 'agreements', 'projects', 'activities', 'mandates', 'periods', 'permissions'];

const FORBIDDEN_IMPORTS = [
  ...['@nestjs/common', '@nestjs/cqrs', 'typeorm', 'pg', 'rxjs', 'kafkajs', 'node:fs', 'node:crypto'],
  ...['@lianjian/http/operation', '@lianjian/config/env', '@lianjian/projections/view', '@lianjian/kernel/ids'],
  ...['@lianjian/event-sourcing/execute', '@lianjian/event-sourcing/event-store'],
];
const FORBIDDEN_CODE: Readonly<Record<string, string>> = {
  'the clock': 'export const now = Date.now();\n',
  'the clock in a date': 'export const now = new Date();\n',
  'a stopwatch': 'export const now = performance.now();\n',
  chance: 'export const dice = Math.random();\n',
  'the network': "export const page = () => fetch('http://127.0.0.1');\n",
  'a timer': 'export const later = () => setTimeout(() => {}, 1);\n',
  'the process': 'export const path = () => process.cwd();\n',
};
const CLEAN = `import { businessDateOf } from '@lianjian/kernel/time';
import { z } from 'zod';

export const schema = z.string();
export const on = (instant: string) => businessDateOf(new Date(instant).toISOString());
`;
const READS_ENVIRONMENT = 'export const port = process.env.PORT;\n';

/** The project's own rules, over a tree in which somebody has planted what they forbid. */
describe('The linter', () => {
  let home: string;
  let refused: ReadonlyMap<string, readonly string[]>;

  const planted = (lib: string, what: string) => `libs/${lib}/src/${what.replaceAll(/\W+/g, '-')}.ts`;
  const rulesAgainst = (path: string) => refused.get(path) ?? [];

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'lianjian-lint-'));
    cpSync(join(root, 'biome.json'), join(home, 'biome.json'));
    cpSync(join(root, 'scripts/lint'), join(home, 'scripts/lint'), { recursive: true });
    const plant = (path: string, text: string) => {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), text);
    };
    for (const lib of DOMAIN) {
      plant(planted(lib, 'clean'), CLEAN);
      for (const name of FORBIDDEN_IMPORTS) {
        plant(planted(lib, name), `import { thing } from '${name}';\n\nexport const other = thing;\n`);
      }
      for (const [what, text] of Object.entries(FORBIDDEN_CODE)) plant(planted(lib, what), text);
    }
    for (const path of ['apps/views/src', 'libs/http/src', 'libs/kernel/src', 'libs/config/src']) {
      plant(`${path}/environment.ts`, READS_ENVIRONMENT);
    }
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--reporter=json', '--max-diagnostics=none', '.'],
      { cwd: home, encoding: 'utf8', maxBuffer: 1e8 },
    );
    const found = new Map<string, string[]>();
    for (const { category, severity, location } of JSON.parse(stdout).diagnostics) {
      const path = String(location.path?.file ?? location.path);
      if (severity === 'error') found.set(path, [...(found.get(path) ?? []), category]);
    }
    refused = found;
  }, 60_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it.each(DOMAIN)('lets clean code of %s pass, that makes dates of what it is told', (lib) => {
    expect(rulesAgainst(planted(lib, 'clean'))).toEqual([]);
  });

  it.each(FORBIDDEN_IMPORTS)('refuses an import of %s in the domain', (name) => {
    for (const lib of DOMAIN) {
      expect([lib, rulesAgainst(planted(lib, name))]).toEqual([lib, ['lint/style/noRestrictedImports']]);
    }
  });

  it.each(Object.keys(FORBIDDEN_CODE))('refuses %s in the domain', (what) => {
    for (const lib of DOMAIN) {
      const rules = rulesAgainst(planted(lib, what));
      expect([lib, rules.some((rule) => /^plugin|noRestrictedGlobals/.test(rule))]).toEqual([lib, true]);
    }
  });

  it('has the environment read in one place only', () => {
    for (const path of ['apps/views/src', 'libs/http/src', 'libs/kernel/src']) {
      expect(rulesAgainst(`${path}/environment.ts`)).toContain('lint/style/noProcessEnv');
    }
    expect(rulesAgainst('libs/config/src/environment.ts')).toEqual([]);
  });
});
