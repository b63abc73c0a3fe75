import { randomInt } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';
import { Api, type Described, type Received } from './support/api.js';
import { bytesOf, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { hostileRequests, type Sent, SPARE } from './support/hostile-requests.js';
import { type Service, startScriptedService } from './support/service.js';
import { buildWorld, START, type World } from './support/world.js';

const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
const RUNS_PER_OPERATION = Number(process.env.FUZZ_RUNS ?? 20);
describe('Hostile input', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let api: Api;
  let world: World;
  const tokens: Record<string, string> = {};
  const answered: Record<string, number[]> = {};
  const refused = new Set<string>();
  let faults: string[];

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
    const text = (await bytesOf(response)).toString('utf8');
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const answer = {
      status: response.status,
      body: isJson && text ? JSON.parse(text) : text,
      headers: response.headers,
    };
    answered[operation.id] = [...(answered[operation.id] ?? []), answer.status];
    if (answer.status >= 300) refused.add(response.headers.get('x-correlation-id') ?? '');
    return [...problemsOf(answer), ...api.faultsOf(operation, answer)];
  }

  beforeAll(async () => {
    database = await freshDatabase('hostile');
    service = await startScriptedService({ databaseUrl: database.url, startAt: START });
    api = await Api.of(service.address);
    const installation = await Installation.setUp(service);
    world = await buildWorld(installation, service, api);
    for (const [name, { client }] of Object.entries(world.people)) {
      if (!client.account) continue;
      await client.must('GET', '/me'); // signs in again where the clock has left a session behind
      tokens[name] = await client.token();
    }
    tokens[SPARE] = await (await installation.person('UNIT', String(world.values.unitId))).token();

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
    const property = fc.asyncProperty(hostileRequests(api, world, operation), async (sent) => {
      const found = await send(sent);
      if (found.length > 0) throw new Error(found.slice(0, 3).join('; '));
    });
    const { failed, counterexample, errorInstance } = await fc.check(property, {
      seed: SEED,
      numRuns: RUNS_PER_OPERATION,
    });
    if (!failed) return [];
    const [sent] = counterexample as [Sent];
    const {
      operation: { id, method },
      who,
      path,
      body,
      headers,
    } = sent;
    return [
      `${id}: ${(errorInstance as Error).message} ← ${method} ${path} by ${who} ${JSON.stringify(headers)} ${String(body).slice(0, 600)}`,
    ];
  }

  it('is answered 4xx with a problem document, as the document says, on every operation', () => {
    expect(faults).toEqual([]);
    expect(Object.keys(answered).length).toBe(api.operations.length);
    expect(Object.values(answered).flat().length).toBeGreaterThan(RUNS_PER_OPERATION * 100);
  });

  it('leaves room for what is right: many operations also succeeded, so the schemas of success were checked', () => {
    const never = api.operations.map(({ id }) => id).filter((id) => !answered[id]?.some((status) => status < 300));
    const reads = api.operations.filter(({ method }) => method === 'GET').map(({ id }) => id);
    // Chance decides which; it does not decide whether it is many.
    expect(never.filter((id) => reads.includes(id)).length).toBeLessThan(reads.length / 4);
    expect(never.length).toBeLessThan((api.operations.length * 3) / 4);
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
      head(['GET /api/v1/health/live HTTP/9.9', 'Host: x']),
      head(['GET /api/v1/health/live HTTP/1.1', 'Host: x', 'X-Nul: a\0b']),
      head(['GET /api/v1/health/live HTTP/1.1', 'Host: x', `X-Long: ${'x'.repeat(40_000)}`]),
      head(['POST /api/v1/login HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: x']),
      head(['POST /api/v1/login HTTP/1.1', 'Host: x', 'Content-Length: 3', 'Transfer-Encoding: chunked']),
      head(['POST /api/v1/login HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Transfer-Encoding: chunked']) +
        'zz\r\n',
      head([`GET /api/v1/units/${'x'.repeat(20_000)} HTTP/1.1`, 'Host: x']),
    ];
    for (const text of raw) {
      const answer = await overTheWire(Number(new URL(service.address).port), text);
      const [top = '', body = ''] = answer.split('\r\n\r\n');
      expect([text.slice(0, 60), Number(top.split(' ')[1])]).toEqual([text.slice(0, 60), expect.any(Number)]);
      expect(Number(top.split(' ')[1])).toBeLessThan(500);
      expect([text.slice(0, 60), top]).toEqual([
        text.slice(0, 60),
        expect.stringContaining('application/problem+json'),
      ]);
      expect(JSON.parse(body)).toMatchObject({
        code: expect.any(String),
        title: expect.stringMatching(/\p{Script=Han}/u),
      });
    }
  });

  it('leaves the service well, and no fault in its log', async () => {
    expect((await fetch(`${service.address}/api/v1/health/ready`)).status).toBe(200);
    await service.stop();
    expect(service.printed()).not.toMatch(/"level":"(?:error|fatal)"|UnhandledPromise|uncaught/i);
  });
});

function problemsOf({ status, body, headers }: Received): string[] {
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
