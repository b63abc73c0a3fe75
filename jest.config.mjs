// Suites by cost: `unit` does no I/O, `int` talks to one real PostgreSQL, `e2e` speaks HTTP to the running service, and
// `console` uses it in a browser (`npm run test:console`).
const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.(t|j)s$': ['@swc/jest'] },
  // CommonJS packages of this tree that require ESM-only ones; Jest cannot do that before Node 24.9.
  transformIgnorePatterns: ['/node_modules/(?!(cookie|content-disposition)/)'],
  moduleNameMapper: { '^@lianjian/([^/]+)/(.*)$': '<rootDir>/libs/$1/src/$2', '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};
const database = {
  globalSetup: '<rootDir>/test/support/start-postgres.mjs',
  globalTeardown: '<rootDir>/test/support/stop-postgres.mjs',
};

export default {
  rootDir: import.meta.dirname,
  // On a busy machine an honest spec takes its time. Jest reads this here only, not in a project.
  testTimeout: 30_000,
  maxWorkers: '100%',
  workerIdleMemoryLimit: '768MB',
  coverageProvider: 'v8',
  reporters: ['default', '<rootDir>/test/support/summary-reporter.mjs'],
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/*/src/**/*.spec.ts'] },
    { ...base, ...database, displayName: 'int', testMatch: ['<rootDir>/{apps,libs}/*/src/**/*.int-spec.ts'] },
    { ...base, ...database, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
    { ...base, ...database, displayName: 'console', testMatch: ['<rootDir>/test/console/**/*.console-spec.ts'] },
  ],
};
