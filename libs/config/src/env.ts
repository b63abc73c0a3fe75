import { join, resolve } from 'node:path';
import { z } from 'zod';

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const says = (chinese: string, english: string) => ({ error: `${chinese} / ${english}` });

const whole = (min: number, max: number, byDefault: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max,
      says(`应为 ${min} 至 ${max} 的整数`, `must be a whole number from ${min} to ${max}`),
    )
    .transform(Number)
    .default(byDefault);

const oneOf = <const T extends string>(values: readonly T[]) =>
  z.enum(values, says(`应为 ${values.join('、')} 之一`, `must be one of ${values.join(', ')}`));

const postgresUrl = z
  .string()
  .refine(
    (text) => !/^(?:kurrentdb|esdb)(?:\+discover)?:/i.test(text),
    says(
      '尚不支持 KurrentDB / EventStoreDB，请使用 postgres://',
      'KurrentDB and EventStoreDB are not supported yet, use postgres://',
    ),
  )
  .refine(
    (text) =>
      URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol) && new URL(text).pathname.length > 1,
    says('应为 postgres://用户:口令@主机:端口/数据库', 'must be postgres://user:password@host:port/database'),
  )
  .optional();

const variables = z.object({
  EVENT_STORE_URL: postgresUrl,
  DATABASE_URL: postgresUrl,
  KAFKA_BROKERS: z
    .string()
    .optional()
    .refine(
      (brokers) => brokers === undefined,
      says('尚不支持 Kafka，请留空', 'Kafka is not supported yet, leave it empty'),
    ),
  DATA_DIR: z.string().default('.data'),
  HOST: z
    .string()
    .regex(/^[\w.:-]{1,253}$/, says('应为主机名或 IP 地址', 'must be a host name or an IP address'))
    .default('127.0.0.1'),
  PORT: whole(0, 65_535, 3000),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('log'),
  LIANJIAN_DEMO: oneOf(['on', 'off']).optional(),
  LIANJIAN_UNSAFE_DATABASE: oneOf(['on', 'off']).default('off'),
  TRUST_PROXY: whole(0, 10, 0),
  TOKEN_ISSUER: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, says('应为不含空格的名称或网址', 'must be a name or an address without spaces'))
    .default('lianjian'),
  TOKEN_KEY_FILE: z.string().optional(),
  TOKEN_MINUTES: whole(1, 60, 10),
  RATE_LIMIT_PER_IP: whole(0, 10_000_000, 6_000),
  RATE_LIMIT_PER_ACCOUNT: whole(0, 10_000_000, 1_200),
  RATE_LIMIT_LOGINS: whole(0, 1_000_000, 60),
  PASSWORD_MIN_LENGTH: whole(8, 64, 8),
  PASSWORD_MIN_CLASSES: whole(1, 4, 3),
  PASSWORD_MAX_AGE_DAYS: whole(0, 3_650, 90),
  SESSION_IDLE_MINUTES: whole(1, 1_440, 15),
  SESSION_HOURS: whole(1, 168, 8),
  DORMANT_DAYS: whole(0, 3_650, 90),
});

type Variables = z.output<typeof variables>;

/** How the process was told to run. Made once at start, handed down as values. */
export type Env = Readonly<ReturnType<typeof envOf>>;

/** Everything that is wrong with the environment, in one message. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: readonly string[]) {
    super(
      ['环境变量有误，服务未启动 / The environment is not usable:', ...problems.map((line) => `  - ${line}`)].join(
        '\n',
      ),
    );
  }
}

/** Reads the environment. Throws one EnvironmentError that lists every problem; values are never repeated in it. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const set = Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = variables.safeParse(set);
  const problems = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...misspelt(set),
    ...impossible(set),
  ];
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems);
  return frozen(envOf(parsed.data));
}

/** Names that only this service could mean, and which it does not know. */
function misspelt(set: Readonly<Record<string, string>>): string[] {
  return Object.keys(set)
    .filter((name) => /^(?:LIANJIAN_|RATE_LIMIT_)/.test(name) && !(name in variables.shape))
    .map((name) => `${name}: 不认识的变量 / unknown variable`);
}

function impossible(set: Readonly<Record<string, string>>): string[] {
  return set.EVENT_STORE_URL && !set.DATABASE_URL
    ? [
        'EVENT_STORE_URL: 须同时给出 DATABASE_URL，否则事件与视图会分处两地 / needs DATABASE_URL beside it, or events and views end up in different places',
      ]
    : [];
}

function envOf(given: Variables) {
  const dataDir = resolve(given.DATA_DIR);
  return {
    /** PostgreSQL for events, `DATABASE_URL` unless named; undefined: the embedded server. */
    eventStoreUrl: given.EVENT_STORE_URL ?? given.DATABASE_URL,
    /** PostgreSQL for accounts and views; undefined: the embedded server. */
    databaseUrl: given.DATABASE_URL,
    /** Absolute. */
    dataDir,
    host: given.HOST,
    port: given.PORT,
    logLevel: given.LOG_LEVEL,
    /** Whether an empty data directory gets the demo and its well-known accounts; by default only where nobody else can reach it. */
    demo: given.LIANJIAN_DEMO === undefined ? LOOPBACK.includes(given.HOST) : given.LIANJIAN_DEMO === 'on',
    /** Accepts a database that may lose what it acknowledged: for throw-away ones of tests, and nothing else. */
    allowUnsafe: given.LIANJIAN_UNSAFE_DATABASE === 'on',
    /** How many proxies stand in front of this process. */
    trustProxy: given.TRUST_PROXY,
    token: {
      issuer: given.TOKEN_ISSUER,
      /** Made when absent. */
      keyFile: resolve(given.TOKEN_KEY_FILE ?? join(dataDir, 'keys', 'token.pem')),
      lifetimeSeconds: given.TOKEN_MINUTES * 60,
    },
    /** A minute; 0 for no limit. */
    rateLimits: {
      perIp: given.RATE_LIMIT_PER_IP,
      perAccount: given.RATE_LIMIT_PER_ACCOUNT,
      guesses: given.RATE_LIMIT_LOGINS,
    },
    /** 0 days: passwords do not expire, accounts do not fall asleep. */
    identity: {
      minLength: given.PASSWORD_MIN_LENGTH,
      minClasses: given.PASSWORD_MIN_CLASSES,
      maxAgeDays: given.PASSWORD_MAX_AGE_DAYS,
      idleMinutes: given.SESSION_IDLE_MINUTES,
      sessionHours: given.SESSION_HOURS,
      dormantDays: given.DORMANT_DAYS,
    },
  };
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}
