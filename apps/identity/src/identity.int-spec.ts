import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { IdentityService } from '../../../test/support/identity-service.js';
import { Setup } from './setup.js';

const DISTRICT = { role: 'DIST', scope: '320104', from: '2026-01-01', basis: '区委组织部任职通知' };

let service: IdentityService;
let admin: string;

/** The administrator's token, whatever time the spec moved to. */
const signedInAdmin = async () => (await service.login('root')).body.accessToken as string;

beforeAll(async () => {
  service = await IdentityService.start();
  expect((await service.setUp(25)).body.code).toBe('identity/setup-token');
  expect((await service.setUp(23)).status).toBe(200);
}, 60_000);

beforeEach(async () => {
  admin = await signedInAdmin();
});

afterAll(() => service?.stop());

describe('A fresh installation', () => {
  it('gives its one-time link to one administrator only', async () => {
    for (const token of [service.setupToken, 'x'.repeat(43)]) {
      const again = await service.send('POST', 'setup', {
        body: { token, username: 'second', password: service.password },
      });
      expect(again).toMatchObject({ status: 403, body: { code: 'identity/setup-token' } });
    }
    expect(await service.app.get(Setup, { strict: false }).issueToken(service.clock.now())).toBeUndefined();
    expect((await service.send('GET', 'me', { token: admin })).body).toMatchObject({
      account: { username: 'root', mustChangePassword: false },
      mandate: { role: 'ADMIN', scope: '*' },
    });
  });
});

describe('An account', () => {
  it('starts with a password to be used once, and can do nothing else until it is changed', async () => {
    const {
      body: created,
      status,
      headers,
    } = await service.send('POST', 'accounts', {
      token: admin,
      body: { username: 'Li.Wei', displayName: '李卫' },
    });
    expect(status).toBe(201);
    expect(headers.location).toBe(`/api/v1/accounts/${created.id}`);
    await service.send('POST', `accounts/${created.id}/mandates`, {
      token: admin,
      body: { ...DISTRICT, role: 'ADMIN', scope: '*' },
    });

    const { body: first } = await service.login('li.wei', created.oneTimePassword);
    expect(first.account.mustChangePassword).toBe(true);
    expect(await service.send('GET', 'accounts', { token: first.accessToken })).toMatchObject({
      status: 403,
      body: { code: 'identity/password-change-required' },
    });
    expect((await service.send('GET', 'me', { token: first.accessToken })).status).toBe(200);
    expect((await service.send('GET', 'accounts', { token: first.accessToken })).status).toBe(403);

    const { body: changed } = await service.send('POST', 'me/password', {
      token: first.accessToken,
      body: { currentPassword: created.oneTimePassword, newPassword: 'Another-Pass-7' },
    });
    expect((await service.send('GET', 'accounts', { token: changed.accessToken })).status).toBe(200);
    expect((await service.send('GET', 'me', { token: first.accessToken })).body.code).toBe('auth/session-ended');
    expect((await service.login('li.wei', created.oneTimePassword)).status).toBe(401);
  });

  it('has a name of its own', async () => {
    await service.send('POST', 'accounts', { token: admin, body: { username: 'twice' } });
    const second = await service.send('POST', 'accounts', { token: admin, body: { username: 'TWICE' } });
    expect(second).toMatchObject({ status: 409, body: { code: 'identity/username-taken', field: 'username' } });
  });

  it.each([
    ['short1A', 'identity/password-too-weak'],
    ['onlylowercase', 'identity/password-too-weak'],
    ['Weak.User-2026', 'identity/password-has-username'],
    ['Correct-Horse-9', 'identity/password-repeated'],
  ])('does not take %s for a password', async (newPassword, code) => {
    const known = await service.login('weak.user');
    const { body } = known.status === 200 ? known : await service.member(admin, 'weak.user', DISTRICT);
    const changed = await service.send('POST', 'me/password', {
      token: body.accessToken,
      body: { currentPassword: service.password, newPassword },
    });
    expect(changed).toMatchObject({ status: 422, body: { code } });
  });

  it('cannot take one of its last five passwords again, and can take the one before them', async () => {
    let { body } = await service.member(admin, 'rotating', DISTRICT);
    const passwords = [service.password, ...['aA-11111', 'aA-22222', 'aA-33333', 'aA-44444', 'aA-55555']];
    for (let next = 1; next < passwords.length; next += 1) {
      const change = { currentPassword: passwords[next - 1], newPassword: passwords[next] };
      ({ body } = await service.send('POST', 'me/password', { token: body.accessToken, body: change }));
    }
    const change = (newPassword?: string) =>
      service.send('POST', 'me/password', {
        token: body.accessToken,
        body: { currentPassword: 'aA-55555', newPassword },
      });
    expect((await change('aA-11111')).body.code).toBe('identity/password-repeated');
    expect((await change(service.password)).status).toBe(200);
  }, 30_000);

  it('is seen by administrators and auditors only, never with a hash', async () => {
    const { body: dist, id } = await service.member(admin, 'district.1', DISTRICT);
    const { body: audit } = await service.member(admin, 'auditor.1', { ...DISTRICT, role: 'AUDIT', scope: '320100' });
    const seen = await service.send('GET', `accounts/${id}`, { token: admin });
    expect(seen.body).toMatchObject({ id, username: 'district.1', mandates: [{ role: 'DIST', scope: '320104' }] });
    expect(JSON.stringify(seen.body)).not.toContain('argon2');
    expect((await service.send('GET', `accounts/${id}`, { token: dist.accessToken })).body.code).toBe(
      'permission/role',
    );

    const history = await service.send('GET', `accounts/${id}/history`, { token: audit.accessToken });
    expect(history.body.mandates).toMatchObject([{ type: 'MandateGranted', version: 1 }]);
    expect(history.body.log.map(({ action }: { action: string }) => action)).toEqual([
      'created',
      'signed-in',
      'password-changed',
      'signed-in',
    ]);
  });

  it('is listed page by page in the order of names', async () => {
    const first = await service.send('GET', 'accounts?limit=2', { token: admin });
    const second = await service.send('GET', `accounts?limit=200&cursor=${first.body.nextCursor}`, { token: admin });
    const names = [...first.body.items, ...second.body.items].map(({ username }) => username);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toContain('root');
    expect(second.body.nextCursor).toBeUndefined();
  });

  it('leaves a log that nobody can change', async () => {
    await expect(service.db.query('UPDATE identity.account_log SET by_account_id = $1', ['nobody'])).rejects.toThrow(
      'append-only',
    );
    await expect(service.db.query('DELETE FROM identity.account_log')).rejects.toThrow('append-only');
  });
});

describe('A contact', () => {
  const contact = { displayName: '王芳', workPhone: '025-84200000' };
  const contextOf = async () => {
    const { body } = await service.send('GET', 'me', { token: admin });
    const actor = { accountId: body.account.id, mandateId: body.mandate.mandateId, role: 'ADMIN', scope: '*' } as const;
    return { actor, at: service.clock.now(), correlationId: randomUUID() };
  };
  const readsOf = (unitId: string) =>
    service.db.query('SELECT account_id, correlation_id FROM identity.contact_read_log WHERE unit_id = $1', [unitId]);

  it('is given to whoever may ask, who leaves a line that stays', async () => {
    const [ref, unitId, context] = [randomUUID(), randomUUID(), await contextOf()];
    await service.contacts.put(ref, unitId, contact, context);
    expect(await service.contacts.read(ref, context)).toEqual(contact);
    const { actor, correlationId } = context;
    expect(await readsOf(unitId)).toEqual([{ account_id: actor.accountId, correlation_id: correlationId }]);
    await expect(service.db.query('DELETE FROM identity.contact_read_log')).rejects.toThrow('append-only');
  });

  it('is forgotten when another takes its place', async () => {
    const [old, next, unitId, context] = [randomUUID(), randomUUID(), randomUUID(), await contextOf()];
    for (const ref of [old, next]) await service.contacts.put(ref, unitId, contact, context);
    await service.contacts.keepOnly(unitId, next);
    expect(await service.contacts.read(old, context)).toBeUndefined();
    expect(await service.contacts.read(next, context)).toEqual(contact);
    await service.contacts.keepOnly(unitId);
    expect(await service.contacts.read(next, context)).toBeUndefined();
    expect(await readsOf(unitId)).toHaveLength(1);
  });
});

describe('A mandate', () => {
  it('is refused to oneself, and cannot make an administrator of somebody with a business role', async () => {
    const { body: root } = await service.send('GET', 'me', { token: admin });
    const own = await service.send('POST', `accounts/${root.account.id}/mandates`, { token: admin, body: DISTRICT });
    expect(own).toMatchObject({ status: 403, body: { code: 'mandate/self-grant' } });
    const { id } = await service.member(admin, 'mandate.1', DISTRICT);
    const both = await service.send('POST', `accounts/${id}/mandates`, {
      token: admin,
      body: { ...DISTRICT, role: 'ADMIN', scope: '*' },
    });
    expect(both).toMatchObject({ status: 409, body: { code: 'mandate/admin-has-no-business-role' } });
  });

  it('that is revoked stops the next request within a second', async () => {
    const { body, id, mandateId } = await service.member(admin, 'mandate.2', DISTRICT);
    expect((await service.send('GET', 'me', { token: body.accessToken })).status).toBe(200);
    const revoked = await service.send('POST', `accounts/${id}/mandate-revocations`, {
      token: admin,
      body: { mandateId, reason: '调离区委组织部' },
      headers: { 'if-match': '"1"' },
    });
    expect(revoked).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { id, version: 2 } });
    await new Promise((resolve) => setTimeout(resolve, 950));
    expect(await service.send('GET', 'me', { token: body.accessToken })).toMatchObject({
      status: 401,
      body: { code: 'auth/mandate-ended' },
    });
    expect((await service.login('mandate.2')).body.code).toBe('identity/no-mandate');
  });

  it('is granted once for one key, and decided upon the version that was seen', async () => {
    const { id } = await service.member(admin, 'mandate.3', DISTRICT);
    const headers = { 'idempotency-key': randomUUID() };
    const body = { ...DISTRICT, role: 'UNIT', scope: randomUUID() };
    const granted = await Promise.all(
      Array.from({ length: 5 }, () => service.send('POST', `accounts/${id}/mandates`, { token: admin, body, headers })),
    );
    expect(new Set(granted.map((each) => JSON.stringify([each.status, each.body])))).toHaveProperty('size', 1);
    expect(granted[0]?.body.version).toBe(2);

    const reused = await service.send('POST', `accounts/${id}/mandates`, {
      token: admin,
      body: { ...body, scope: randomUUID() },
      headers,
    });
    expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency/key-reused' } });
    const stale = await service.send('POST', `accounts/${id}/mandates`, {
      token: admin,
      body: { ...body, scope: randomUUID() },
      headers: { 'if-match': '"1"' },
    });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version/conflict', currentVersion: 2 } });
  });

  it('never writes a name or an address into an event', async () => {
    const { id } = await service.member(admin, 'mandate.4', DISTRICT);
    expect(JSON.stringify(await service.store.read(`mandates-${id}`))).not.toMatch(/mandate\.4|127\.0\.0\.1/);
  });
});

describe('Every operation', () => {
  type Documented = Readonly<{
    operationId: string;
    responses: object;
    requestBody?: { content: { 'application/json': { schema: { properties?: object } } } };
  }>;

  it('answers whatever is sent with a status that the API document names', async () => {
    const { body: document } = await service.send('GET', 'openapi.json');
    const operations = Object.entries<Record<string, Documented>>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.uuid(), fc.constant(service.password));
    const undocumented: unknown[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operations),
        fc.array(value, { minLength: 8, maxLength: 8 }),
        fc.uuid(),
        async (route, values, id) => {
          const { path, method, operation } = route;
          const fields = Object.keys(operation.requestBody?.content['application/json'].schema.properties ?? {});
          const { status } = await service.send(
            method.toUpperCase() as 'GET' | 'POST',
            path.slice(1).replace('{id}', id),
            {
              token: admin,
              ...(method === 'get'
                ? {}
                : { body: Object.fromEntries(fields.map((field, index) => [field, values[index]])) }),
            },
          );
          if (!(status in operation.responses)) undocumented.push([operation.operationId, status, values]);
        },
      ),
      { numRuns: 200 },
    );
    expect(undocumented).toEqual([]);
  }, 60_000);
});
