import { resolve } from 'node:path';
import { EnvironmentError, readEnv } from './env.js';

const problemsOf = (source: Record<string, string>): readonly string[] => {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
};

describe('The environment', () => {
  it('may be empty: everything runs in this process, for this machine only', () => {
    expect(readEnv({})).toMatchObject({
      eventStoreUrl: undefined,
      databaseUrl: undefined,
      dataDir: resolve('.data'),
      host: '127.0.0.1',
      port: 3000,
      demo: true,
      trustProxy: 0,
      token: { issuer: 'lianjian', keyFile: resolve('.data/keys/token.pem'), lifetimeSeconds: 600 },
    });
  });

  it('takes an empty value for no value', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: ' ', KAFKA_BROKERS: '' }).port).toBe(3000);
  });

  it('puts events beside the views when only one database is named', () => {
    expect(readEnv({ DATABASE_URL: 'postgres://u:p@db/lianjian' }).eventStoreUrl).toBe('postgres://u:p@db/lianjian');
  });

  it('loads the demo where only this machine can reach it, unless told to', () => {
    expect(readEnv({ HOST: '0.0.0.0' }).demo).toBe(false);
    expect(readEnv({ HOST: '0.0.0.0', LIANJIAN_DEMO: 'on' }).demo).toBe(true);
    expect(readEnv({ LIANJIAN_DEMO: 'off' }).demo).toBe(false);
  });

  it('names every problem at once, in both languages', () => {
    const problems = problemsOf({ PORT: '70000', LOG_LEVEL: 'loud', LIANJIAN_DEMO: 'maybe', TRUST_PROXY: 'true' });
    expect(problems.map((line) => line.split(':')[0])).toEqual(['PORT', 'LOG_LEVEL', 'LIANJIAN_DEMO', 'TRUST_PROXY']);
    for (const line of problems) expect(line).toMatch(/\p{Script=Han}.* \/ .*[a-z]/u);
  });

  it.each([
    ['kurrentdb://store:2113', 'not supported yet'],
    ['esdb+discover://store:2113', 'not supported yet'],
    ['mysql://db/x', 'must be postgres'],
    ['postgres://db', 'must be postgres'],
    ['nonsense', 'must be postgres'],
  ])('refuses %s as an event store', (url, reason) => {
    const [problem] = problemsOf({ EVENT_STORE_URL: url, DATABASE_URL: 'postgres://db/x' });
    expect(problem).toContain('EVENT_STORE_URL');
    expect(problem).toContain(reason);
  });

  it('refuses Kafka for now', () => {
    expect(problemsOf({ KAFKA_BROKERS: 'localhost:9092' })[0]).toContain('Kafka is not supported yet');
  });

  it('refuses events and views in different places by accident', () => {
    expect(problemsOf({ EVENT_STORE_URL: 'postgres://db/x' })).toHaveLength(1);
  });

  it('refuses misspelt names', () => {
    expect(problemsOf({ LIANJIAN_DEMOS: 'on', RATE_LIMIT_IP: '5' })).toHaveLength(2);
  });

  it('never repeats a value, which may be a password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://root:hunter2@db/x' }).join()).not.toContain('hunter2');
  });

  it('cannot be changed afterwards', () => {
    const env = readEnv({});
    expect(() => Object.assign(env.token, { issuer: 'mallory' })).toThrow(TypeError);
  });
});
