import { node, prepare } from './tasks.mjs';

prepare();
node('check', ['scripts/check.mjs']);
node('jest', [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  ...process.argv.slice(2),
  // It needs a browser: `npm run test:console`.
  ...['--ignoreProjects', 'console'],
]);
