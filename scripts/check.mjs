// Type check, lint and format in one go; `--write` repairs what can be repaired.
import { node, run } from './tasks.mjs';

const write = process.argv.includes('--write');
node('types', ['node_modules/typescript-7/bin/tsc', '--noEmit', '-p', '.']);
run('lint', 'node_modules/.bin/biome', ['check', ...(write ? ['--write'] : []), '--error-on-warnings', '.']);
