import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Health } from './health.js';
import { PadController, Pads, UNIT } from './testing.js';

const pads = new Pads();

beforeAll(() => pads.start(), 60_000);
afterAll(() => pads.stop());

afterEach(() => {
  pads.sessions.current = 'live';
});

describe('A command', () => {
  it('that creates answers 201 with version and address', async () => {
    const created = await pads.create();
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { version: 1 } });
    expect(created.headers.location).toBe(`/api/v1/pads/${created.body.id}`);
    expect((await pads.send('GET', `pads/${created.body.id}`)).headers.etag).toBe('"1"');
  });

  it('writes who, when and why, on the business date of Shanghai', async () => {
    const { body } = await pads.create({
      'x-correlation-id': 'corr-12345',
      'x-source': 'UI',
      'idempotency-key': randomUUID(),
    });
    const [event] = await pads.store.read(`pad-${body.id}`);
    expect(event?.metadata).toMatchObject({
      actor: pads.unit.actor,
      occurredOn: '2026-04-01',
      recordedAt: '2026-03-31T16:30:00.000Z',
      source: 'UI',
      correlationId: 'corr-12345',
      requestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('with one key happens once, whatever the order of its fields', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const bodies = ['{"text":"第一条","tags":["a"]}', '{ "tags": ["a"], "text": "第一条" }'];
    const [first, second] = await Promise.all(
      bodies.map((body) =>
        pads.send('POST', 'pads', { body, headers: { ...headers, 'content-type': 'application/json' } }),
      ),
    );
    expect(second?.body).toEqual(first?.body);
    expect(await pads.store.read(`pad-${first?.body.id}`)).toHaveLength(1);
  });

  it('with a key that was used for something else is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await pads.create(headers);
    expect(await pads.create(headers, '第二条')).toMatchObject({
      status: 422,
      body: { code: 'idempotency/key-reused' },
    });
  });

  it('has its key to itself: another account may use the same', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const mine = await pads.create(headers);
    const other = await pads.signIn('UNIT', UNIT);
    const theirs = await pads.send('POST', 'pads', { token: other.token, body: { text: '第一条' }, headers });
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it.each(['7', 'not-a-uuid', '{}', '3b241101-e2bb-4255-8caf-4136c566a96'])('refuses %s for a key', async (key) => {
    expect(await pads.create({ 'idempotency-key': key })).toMatchObject({
      status: 400,
      body: { code: 'idempotency/key-malformed', field: 'Idempotency-Key' },
    });
  });

  it('decides on the version that was seen: 412 with If-Match and a lost race', async () => {
    const { body } = await pads.create();
    const add = (version: string) =>
      pads.send('POST', `pads/${body.id}/notes`, { body: { text: '又一条' }, headers: { 'if-match': version } });
    expect(await add('"1"')).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await add('"1"')).toMatchObject({ status: 412, body: { code: 'version/conflict', currentVersion: 2 } });
  });

  it.each(['7', '"x"', 'W/"1"', '*', '"1", "2"', '"-1"', '""'])('refuses %s for If-Match', async (version) => {
    const { body } = await pads.create();
    const add = { body: { text: '又一条' }, headers: { 'if-match': version } };
    expect(await pads.send('POST', `pads/${body.id}/notes`, add)).toMatchObject({
      status: 400,
      body: { code: 'request/if-match' },
    });
  });

  it('is refused as its rule says', async () => {
    const { body } = await pads.create();
    expect(await pads.create({}, '违规内容')).toMatchObject({
      status: 422,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      body: {
        type: 'urn:lianjian:problem:pad/text',
        title: '不合规',
        status: 422,
        code: 'pad/text',
        field: 'text',
        ruleId: 'PAD-a',
        instance: '/api/v1/pads',
        correlationId: expect.any(String),
      },
    });
    expect((await pads.send('POST', `pads/${body.id}/notes`, { body: { text: '重复内容' } })).status).toBe(409);
  });
});

describe('What goes wrong inside', () => {
  it('is answered 500 without a word about it', async () => {
    const { status, body } = await pads.send('POST', 'pads/faults/bug');
    expect([status, body.code]).toEqual([500, 'service/error']);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('is answered 503 with a time to come back when the database is away', async () => {
    const found = await pads.send('POST', 'pads/faults/database');
    expect(found).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
      body: { code: 'service/unavailable' },
    });
    expect(JSON.stringify(found.body)).not.toContain('10.0.0.7');
  });
});

describe('The guard', () => {
  it('asks for a token, and for the right role', async () => {
    expect(await pads.send('GET', `pads/${UNIT}`, { token: null })).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
      body: { code: 'auth/token-missing' },
    });
    const admin = await pads.signIn('ADMIN', '*');
    expect((await pads.send('GET', `pads/${UNIT}`, { token: admin.token })).body.code).toBe('permission/role');
    const stranger = await pads.signIn('UNIT', randomUUID());
    const { body } = await pads.create();
    expect(
      (await pads.send('POST', `pads/${body.id}/notes`, { token: stranger.token, body: { text: '好的' } })).status,
    ).toBe(404);
  });

  it.each([
    ['ended', 401, 'auth/session-ended'],
    ['account-disabled', 401, 'auth/account-disabled'],
    ['password-change-required', 403, 'identity/password-change-required'],
  ] as const)('stops a session that is %s', async (state, status, code) => {
    const { token } = await pads.signIn('UNIT', UNIT);
    pads.sessions.current = state;
    expect(await pads.send('GET', `pads/${UNIT}`, { token })).toMatchObject({ status, body: { code } });
  });

  it('remembers a yes for less than a second, and a no not at all', async () => {
    const { token } = await pads.signIn('UNIT', UNIT);
    pads.sessions.current = 'ended';
    expect((await pads.send('GET', `pads/${UNIT}`, { token })).status).toBe(401);
    pads.sessions.current = 'live';
    expect((await pads.send('GET', `pads/${UNIT}`, { token })).status).toBe(200);
    pads.sessions.current = 'ended';
    await new Promise((resolve) => setTimeout(resolve, 950));
    expect((await pads.send('GET', `pads/${UNIT}`, { token })).status).toBe(401);
  });

  it('holds accounts and addresses to their limits, and believes only its own proxy', async () => {
    const limited = await pads.another([PadController], {
      trustProxy: 1,
      rateLimits: { perIp: 3, perAccount: 2, guesses: 1 },
    });
    const ask = async (token: string, address: string) => {
      const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address };
      const { statusCode, headers: got } = await limited.inject({ url: `/api/v1/pads/${UNIT}`, headers });
      return [statusCode, got['retry-after']] as const;
    };
    const [one, two] = [await pads.signIn('UNIT', UNIT), await pads.signIn('UNIT', UNIT)];
    expect(await ask(one.token, '10.0.0.1')).toEqual([200, undefined]);
    expect(await ask(one.token, '10.0.0.2')).toEqual([200, undefined]);
    expect(await ask(one.token, '10.0.0.3')).toEqual([429, '30']);
    // A client may write what it likes before the address that the proxy adds.
    for (const forged of ['1.1.1.1', '2.2.2.2']) expect((await ask(two.token, `${forged}, 10.0.0.9`))[0]).toBe(200);
    expect((await ask('x', '3.3.3.3, 10.0.0.9'))[0]).toBe(401);
    expect((await ask('x', '4.4.4.4, 10.0.0.9'))[0]).toBe(429);
  });
});

describe('A route where somebody may be guessing', () => {
  it('takes few attempts from one address', async () => {
    const guarded = await pads.another([PadController], { rateLimits: { perIp: 0, perAccount: 0, guesses: 1 } });
    const headers = { authorization: `Bearer ${pads.unit.token}` };
    const guess = () => guarded.inject({ method: 'POST', url: '/api/v1/pads/faults/slowness', headers });
    expect([(await guess()).statusCode, (await guess()).statusCode]).toEqual([200, 429]);
  });
});

describe('Stopping', () => {
  it('finishes the request in hand, and takes no more', async () => {
    const stopping = await pads.another();
    await stopping.listen(0, '127.0.0.1');
    const address = `${await stopping.getUrl()}/api/v1`;
    const headers = { authorization: `Bearer ${pads.unit.token}` };
    const arrived = pads.gate.close();
    const inHand = fetch(`${address}/pads/faults/slowness`, { method: 'POST', headers });
    const openGate = await arrived;
    const closed = stopping.close();
    setTimeout(openGate, 100);
    expect((await inHand).status).toBe(200);
    await closed;
    await expect(fetch(`${address}/health/live`)).rejects.toThrow();
  }, 30_000);

  it('does not wait for a connection that never sent a request', async () => {
    const stopping = await pads.another();
    await stopping.listen(0, '127.0.0.1');
    const reserve = connect(Number(new URL(await stopping.getUrl()).port), '127.0.0.1');
    await once(reserve, 'connect');
    const gone = once(reserve, 'close');
    const began = performance.now();
    await stopping.close();
    await gone;
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('Every answer', () => {
  it('tells browsers not to guess, frame, keep or tell', async () => {
    const paths = ['pads', 'health/live', 'nothing', 'openapi.json'].map((path) => `/api/v1/${path}`);
    // The router reads escapes: it is the same address.
    for (const url of [...paths, `/%61pi/v1/pads/${UNIT}`]) {
      expect([url, (await pads.app.inject({ url })).headers]).toMatchObject([
        url,
        {
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-correlation-id': expect.any(String),
        },
      ]);
    }
  });

  it('carries the correlation id it was asked with, unless that is no such thing', async () => {
    expect(
      (await pads.send('GET', 'pads', { headers: { 'x-correlation-id': 'trace-0001' } })).headers['x-correlation-id'],
    ).toBe('trace-0001');
    expect(
      (await pads.send('GET', 'pads', { headers: { 'x-correlation-id': 'a b\tc"; drop' } })).headers[
        'x-correlation-id'
      ],
    ).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('Probes', () => {
  it('say ready when every check passes, and say which does not', async () => {
    const other = await pads.another();
    const ready = async () => {
      const { statusCode, body } = await other.inject({ url: '/api/v1/health/ready' });
      return [statusCode, JSON.parse(body)];
    };
    const health = other.get(Health, { strict: false });
    health.add('database', async () => 'fine');
    expect(await ready()).toEqual([200, { ready: true }]);
    health.add('broker', async () => Promise.reject(new Error('no broker at 10.0.0.8')));
    const [status, body] = await ready();
    expect([status, body]).toMatchObject([503, { code: 'service/not-ready', errors: [{ field: 'broker' }] }]);
    expect(JSON.stringify(body)).not.toContain('10.0.0.8');
    expect((await other.inject({ url: '/api/v1/health/live' })).statusCode).toBe(200);
  });
});
