import { randomInt, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';
import { Api, type Described } from './support/api.js';
import { type Answer, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { type Service, startScriptedService } from './support/service.js';
import { buildWorld, START, type World } from './support/world.js';

const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
const RUNS_PER_OPERATION = Number(process.env.FUZZ_RUNS ?? 30);
const PUBLIC = ['login', 'setUp', 'refreshSession', 'logout', 'getOpenApi', 'getLiveness', 'getReadiness', 'getCodeLists'];
/** What would lock out or sign out the people of the test: somebody does it who is of no further use. */
const OWN_ACCOUNT = ['changePassword', 'switchMandate', 'logout', 'login'];

type Sent = Readonly<{
  operation: Described;
  who: string;
  path: string;
  body: string | Uint8Array | undefined;
  headers: Readonly<Record<string, string>>;
}>;

const TEXTS = [
  ...['', ' ', '\0', 'a\0b', '\ud800', '\udfff\ud800', '‮文字‬', '示例\u200b文字', '=HYPERLINK("x")', '\r\nX-Bad: 1'],
  ...["'; DROP TABLE events.event; --", '%', '_', '\\', '{}', '[]', 'null', 'NaN', '__proto__', 'constructor', '../../etc/passwd'],
  ...['13800138000', '110101199003070011', '９９９', '2026-02-30', '2026-13', '9999-12-31', '0000-00-00', '2026-03-16T25:61:61Z'],
  ...['2026-03-16T02:00:00', '+275760-09-13T00:00:00Z', '-1', '1e400', '0x10', '٣', '👨‍👩‍👧‍👦'.repeat(10), '字'.repeat(3000)],
];
const NUMBERS = [0, -0, -1, 1.5, 1e308, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21];
const SEGMENTS = ['0', '-1', '1', 'x', "' OR 1=1--", '%00', '%ff', '..%2F..%2Fetc', 'A'.repeat(250), '%F0%9F', '2026-13', '*', '2026-02', '%20'];
const POSITIONS = ['', '0', '-1', 'x', '1:', ':1', '1:x', '0:0', '9'.repeat(40), `${'9'.repeat(40)}:1`, '1.5:2', ' ', '\0', '%', '1e5:1'];

const weird = fc.oneof(
  fc.constantFrom<unknown>(...TEXTS, ...NUMBERS, null, true, false, [], {}, [[]], [null], { a: { b: 1 } }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom<unknown>(deep(20), Array(500).fill('示例文字'), Array(25_000).fill(0), 'x'.repeat(20_000)),
);

function deep(levels: number): unknown {
  return levels === 0 ? 1 : { a: [deep(levels - 1)] };
}

type Change = Readonly<{ where: number; how: 'replace' | 'remove' | 'add'; key: string; value: unknown }>;
const change = fc.record<Change>({
  where: fc.nat(1000),
  how: fc.constantFrom('replace', 'replace', 'remove', 'add'),
  key: fc.constantFrom('extra', '__proto__', 'constructor', 'toString', '', 'id', 'actor', 'role', '\ud800', 'contactRef'),
  value: weird,
});

/** The body with one of its places changed: replaced, left out, or with a key that does not belong there. */
function changed(body: unknown, { where, how, key, value }: Change): unknown {
  const places: (readonly [parent: Record<string, unknown>, key: string])[] = [];
  const root = { body: structuredClone(body) } as Record<string, unknown>;
  const visit = (parent: Record<string, unknown>) => {
    for (const [name, child] of Object.entries(parent)) {
      places.push([parent, name]);
      if (typeof child === 'object' && child !== null) visit(child as Record<string, unknown>);
    }
  };
  visit(root);
  const [parent, name] = places[where % places.length] as (typeof places)[number];
  const target = parent[name];
  if (how === 'remove' && parent !== root) delete parent[name];
  else if (how === 'add' && typeof target === 'object' && target !== null) {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
  } else parent[name] = value;
  return root.body;
}

const asText = (body: unknown): string => JSON.stringify(body) ?? '';
const RAW_BODIES: readonly (string | Uint8Array)[] = [
  ...['', '{', '{"a":1,}', "{'a':1}", 'undefined', 'NaN', '[1', '"', '{"a":1}{"b":2}', '\ufeff{}', '{"a":\u0001}', 'null', '[]', '7', '"x"'],
  ...['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"a":1}}}', `{"a":${'['.repeat(9000)}${']'.repeat(9000)}}`],
  ...[`{"a":"${'x'.repeat(300_000)}"}`, `{${'"k":1,'.repeat(3000)}"k":1}`, '{"a":"\\ud800"}', '{"a":"\\u0000"}', '{"a":1e999}'],
  Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0x22, 0x7d]),
  Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256),
];
const headerTricks = fc.constantFrom<Record<string, string>>(
  ...[{ 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded' }, { 'content-type': 'application/xml' }],
  ...[{ 'content-type': 'application/json; charset=utf-16' }, { 'content-type': 'multipart/form-data; boundary=x' }, { 'content-type': ';' }],
  ...[{ 'content-encoding': 'gzip' }, { 'transfer-encoding-x': 'chunked' }, { accept: 'application/xml' }, { accept: 'text/csv' }],
  ...[{ 'idempotency-key': 'x' }, { 'idempotency-key': '{}' }, { 'idempotency-key': `${randomUUID()}, ${randomUUID()}` }],
  ...[{ 'if-match': '*' }, { 'if-match': 'W/"1"' }, { 'if-match': '"99999999999999999999"' }, { 'if-match': '"7"' }, { 'if-match': '""' }],
  ...[{ 'x-source': 'SYSTEM' }, { 'x-source': 'ui' }, { 'x-correlation-id': 'x'.repeat(500) }, { 'x-http-method-override': 'DELETE' }],
  ...[{ authorization: 'Bearer x' }, { authorization: 'Basic YTpi' }, { authorization: 'Bearer a.b.c' }, { authorization: '' }],
  ...[{ 'x-forwarded-for': '1.1.1.1, ::1, x' }, { cookie: 'a=b'.repeat(1000) }, { 'if-none-match': '"1"' }, { range: 'bytes=0-1' }],
  ...[{ expect: 'x-nothing' }, { 'accept-language': 'x'.repeat(4000) }, { 'content-language': '中'.codePointAt(0) ? 'zh' : '' }],
);

describe('Hostile input', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let api: Api;
  let world: World;
  const tokens: Record<string, string> = {};
  const answered: Record<string, number[]> = {};
  const refused = new Set<string>();
  let faults: string[];

  function request(operation: Described): fc.Arbitrary<Sent> {
    const values = world.valuesOf(operation.id);
    const allowed = Object.entries(world.people).filter(([, { role, isForeign }]) => {
      const roles = api.document.paths[operation.path][operation.method.toLowerCase()]['x-roles'] ?? [];
      return !isForeign && roles.includes(role);
    });
    const names = allowed.length > 0 ? allowed.map(([name]) => name) : ['nobody'];
    const who = OWN_ACCOUNT.includes(operation.id)
      ? fc.constant('spare')
      : fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...names) }, fc.constantFrom(...Object.keys(world.people)));

    const hostile = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 30 }));
    const segments = operation.parameters
      .filter((parameter) => parameter.in === 'path')
      .map(({ name, schema }) => {
        const good = encodeURIComponent(String(name in values ? values[name] : api.sample(schema, name, values)));
        return fc.oneof({ weight: 6, arbitrary: fc.constant(good) }, fc.constantFrom(...SEGMENTS), fc.constant(randomUUID()))
          .map((value) => [`{${name}}`, value] as const);
      });
    const query = operation.parameters
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, schema, required }) => {
        const good = String(name in values ? values[name] : api.sample(schema, name, values));
        const fine = name === 'minPosition' || name === 'cursor' ? fc.constant([]) : fc.constant([[name, good] as const]);
        const bad = name === 'minPosition' ? fc.constantFrom(...POSITIONS) : hostile;
        const skipped = fc.constant([] as (readonly [string, string])[]);
        return fc.oneof(
          { weight: required ? 20 : 3, arbitrary: fine },
          { weight: required ? 1 : 10, arbitrary: skipped },
          bad.map((value) => [[name, value] as const]),
          bad.map((value) => [[name, good] as const, [name, value] as const]),
          bad.map((value) => [[`${name}[]`, value] as const]),
        );
      });
    const stray = fc.oneof({ weight: 12, arbitrary: fc.constant('') }, fc.constantFrom('&x=1', '&__proto__=1', '&%00=1', '&%zz', '&&=&', '#x'));

    const sample = operation.body ? api.sample(operation.body, operation.id, values) : undefined;
    const body: fc.Arbitrary<string | Uint8Array | undefined> =
      operation.method === 'GET'
        ? fc.constant(undefined)
        : fc.oneof(
            { weight: 3, arbitrary: fc.constant(sample === undefined ? undefined : asText(sample)) },
            { weight: 8, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => asText(changes.reduce(changed, sample ?? {}))) },
            { weight: 2, arbitrary: fc.constantFrom(...RAW_BODIES) },
          );
    const headers = fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, headerTricks);

    return fc.record({ who, segments: fc.tuple(...segments), query: fc.tuple(...query), stray, body, headers }).map((made) => {
      const path = made.segments.reduce((text, [name, value]) => text.replace(name, value), operation.path);
      const asked = made.query.flat().map(([name, value]) => `${encodeURIComponent(name)}=${encoded(value)}`).join('&');
      return { operation, who: made.who, path: `${path}?${asked}${made.stray}`, body: made.body, headers: made.headers };
    });
  }

  /** What is wrong with the answer; nothing when it is as documented. */
  async function send({ operation, who, path, body, headers }: Sent): Promise<string[]> {
    const token = tokens[who];
    const response = await fetch(`${service.address}/api/v1${path}`, {
      method: operation.method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const answer: Answer = {
      status: response.status,
      body: isJson && text ? JSON.parse(text) : text,
      headers: response.headers,
    };
    (answered[operation.id] ??= []).push(answer.status);
    if (answer.status >= 300) refused.add(response.headers.get('x-correlation-id') ?? '');
    return [...problemsOf(answer), ...api.faultsOf(operation, answer)];
  }

  beforeAll(async () => {
    database = await freshDatabase('hostile');
    service = await startScriptedService({ databaseUrl: database.url, startAt: START });
    api = await Api.of(service.address);
    const installation = await Installation.setUp(service);
    world = await buildWorld(installation, service, api);
    for (const [name, { client }] of Object.entries(world.people)) if (client.account) tokens[name] = await client.token();
    tokens.spare = await (await installation.person('UNIT', String(world.values.unitId))).token();

    console.log(`Fuzzed with FUZZ_SEED=${SEED}`);
    faults = [];
    const queue = [...api.operations];
    const work = async () => {
      for (let operation = queue.pop(); operation; operation = queue.pop()) faults.push(...(await fuzz(operation)));
    };
    await Promise.all(Array.from({ length: 8 }, work));
  }, 300_000);
  afterAll(async () => {
    await database?.drop();
  });

  /** The smallest request of one operation that is answered wrongly, if there is one. */
  async function fuzz(operation: Described): Promise<string[]> {
    const property = fc.asyncProperty(request(operation), async (sent) => {
      const found = await send(sent);
      if (found.length > 0) throw new Error(found.slice(0, 3).join('; '));
    });
    const { failed, counterexample, errorInstance } = await fc.check(property, { seed: SEED, numRuns: RUNS_PER_OPERATION });
    if (!failed) return [];
    const [sent] = counterexample as [Sent];
    const { operation: { id, method }, who, path, body, headers } = sent;
    return [`${id}: ${(errorInstance as Error).message} ← ${method} ${path} by ${who} ${JSON.stringify(headers)} ${String(body).slice(0, 600)}`];
  }

  it('is answered 4xx with a problem document, as the document says, on every operation', () => {
    expect(faults).toEqual([]);
    expect(Object.keys(answered).length).toBe(api.operations.length);
    expect(Object.values(answered).flat().length).toBeGreaterThan(RUNS_PER_OPERATION * 100);
  });

  it('leaves room for what is right: most operations also succeeded, so the schemas of success were checked', () => {
    const never = api.operations.map(({ id }) => id).filter((id) => !answered[id]?.some((status) => status < 300));
    const reads = api.operations.filter(({ method }) => method === 'GET').map(({ id }) => id);
    expect(never.filter((id) => reads.includes(id))).toEqual([]);
    expect(never.length).toBeLessThan(api.operations.length / 2);
  });

  it('writes nothing of what is refused', async () => {
    expect(refused.size).toBeGreaterThan(1000);
    const { rows } = await database.pool.query(
      `SELECT stream, type, metadata->>'correlationId' AS request FROM events.event
        WHERE metadata->>'correlationId' = ANY($1) AND stream NOT LIKE 'counter-%' AND stream NOT LIKE 'reservation-%'`,
      [[...refused]],
    );
    expect(rows).toEqual([]);
  });

  it('is refused as a problem document even where HTTP itself is malformed', async () => {
    const head = (lines: string[]) => [...lines, '', ''].join('\r\n');
    const raw = [
      'NOT HTTP AT ALL\r\n\r\n',
      head(['GET /api/v1/health/live HTTP/1.1']),
      head(['GET /api/v1/health/live HTTP/9.9', 'Host: x']),
      head(['GET /api/v1/health/live HTTP/1.1', 'Host: x', 'X-Nul: a\0b']),
      head(['GET /api/v1/health/live HTTP/1.1', 'Host: x', `X-Long: ${'x'.repeat(40_000)}`]),
      head(['POST /api/v1/login HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: x']),
      head(['POST /api/v1/login HTTP/1.1', 'Host: x', 'Content-Length: 3', 'Transfer-Encoding: chunked']),
      head(['POST /api/v1/login HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Transfer-Encoding: chunked']) + 'zz\r\n',
      head([`GET /api/v1/units/${'x'.repeat(20_000)} HTTP/1.1`, 'Host: x']),
    ];
    for (const text of raw) {
      const answer = await overTheWire(Number(new URL(service.address).port), text);
      const [top = '', body = ''] = answer.split('\r\n\r\n');
      expect([text.slice(0, 60), Number(top.split(' ')[1])]).toEqual([text.slice(0, 60), expect.any(Number)]);
      expect(Number(top.split(' ')[1])).toBeLessThan(500);
      expect([text.slice(0, 60), top]).toEqual([text.slice(0, 60), expect.stringContaining('application/problem+json')]);
      expect(JSON.parse(body)).toMatchObject({ code: expect.any(String), title: expect.stringMatching(/\p{Script=Han}/u) });
    }
  });

  it('leaves the service well, and no fault in its log', async () => {
    expect((await fetch(`${service.address}/api/v1/health/ready`)).status).toBe(200);
    expect(await service.stop()).toBe(0);
    expect(service.printed()).not.toMatch(/"level":"(?:error|fatal)"|UnhandledPromise|uncaught/i);
  });
});

/** Also of what is no text: half a surrogate pair cannot be encoded as UTF-8. */
function encoded(value: string): string {
  return encodeURIComponent(value.replaceAll(/\p{Cs}/gu, '\ufffd'));
}

function problemsOf({ status, body, headers }: Answer): string[] {
  if (status < 400) return [];
  if (status >= 500) return [`${status} ${JSON.stringify(body)}`];
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  const isChinese = /\p{Script=Han}/u.test(body?.title);
  return isProblem && isChinese && typeof body.code === 'string' && body.status === status
    ? []
    : [`no problem document: ${status} ${JSON.stringify(body)}`];
}

function overTheWire(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let received = '';
    socket.setEncoding('utf8').on('data', (part) => {
      received += part;
      if (/\r\n\r\n[\s\S]*\}$/.test(received)) socket.destroy();
    });
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('error', (error) => (received ? resolve(received) : reject(error))).on('close', () => resolve(received));
  });
}
