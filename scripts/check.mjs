// Type check, lint and format in one go; `--write` repairs what can be repaired.
import { node, run } from './tasks.mjs';

const write = process.argv.includes('--write');
for (const project of ['.', 'apps/console', 'test/console']) {
  node(`types of ${project}`, ['node_modules/typescript-7/bin/tsc', '--noEmit', '-p', project]);
}
run('lint', 'node_modules/.bin/biome', ['check', ...(write ? ['--write'] : []), '--error-on-warnings', '.']);
