import { type Answer, IdentityService } from '../../../test/support/identity-service.js';

const DISTRICT = { role: 'DIST', scope: '320104', from: '2026-01-01', basis: '区委组织部任职通知' };
const HOURS = 3_600;
const CLEARED = 'lianjian_session=; Max-Age=0; Path=/api/v1; HttpOnly; SameSite=Strict';

let service: IdentityService;
let settingUp: Answer;
let admin: string;

beforeAll(async () => {
  service = await IdentityService.start();
  settingUp = await service.setUp(0, { cookie: true });
  admin = settingUp.body.accessToken;
  await service.member(admin, 'browser.1', DISTRICT);
}, 60_000);
afterAll(() => service?.stop());

/** What a browser keeps of an answer, and sends with the next request; undefined when it was told nothing. */
const kept = ({ headers }: Answer) => {
  const [, token, seconds] = /^lianjian_session=([\w-]{43}); Max-Age=(\d+);/.exec(String(headers['set-cookie'])) ?? [];
  return token === undefined ? undefined : { token, seconds: Number(seconds), cookie: `lianjian_session=${token}` };
};
const cookieOf = (answer: Answer) => {
  const cookie = kept(answer)?.cookie;
  if (cookie === undefined) throw new Error(`No cookie in ${JSON.stringify(answer)}`);
  return cookie;
};

const signIn = () =>
  service.send('POST', 'login', { body: { username: 'browser.1', password: service.password, cookie: true } });
const refresh = (cookie: string, headers: Readonly<Record<string, string>> = {}, body: object = {}) =>
  service.send('POST', 'session/refresh', { headers: { cookie, ...headers }, body });
const logout = (cookie: string, headers: Readonly<Record<string, string>> = {}, body: object = {}) =>
  service.send('POST', 'logout', { headers: { cookie, ...headers }, body });

/** Neither by its name nor anywhere else in the body. */
function expectNoTokenIn(answer: Answer): void {
  expect(answer.body).not.toHaveProperty('refreshToken');
  expect(JSON.stringify(answer.body)).not.toContain(kept(answer)?.token ?? 'no cookie at all');
}

describe('The session of a browser', () => {
  it('is in a cookie that scripts cannot read and other sites cannot send, and not in the body', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(
      /^lianjian_session=[\w-]{43}; Max-Age=28800; Path=\/api\/v1; HttpOnly; SameSite=Strict$/,
    );
    expectNoTokenIn(answer);
    expect(answer.body).toMatchObject({ accessToken: expect.any(String), mandate: { role: 'DIST' } });
  });

  it('begins with setting up, too', () => {
    expect(settingUp.status).toBe(200);
    expect(kept(settingUp)?.seconds).toBe(8 * HOURS);
    expectNoTokenIn(settingUp);
  });

  it('is in the body as ever for whoever does not ask for the cookie', async () => {
    for (const more of [{}, { cookie: false }]) {
      const body = { username: 'browser.1', password: service.password, ...more };
      const answer = await service.send('POST', 'login', { body });
      expect(answer.body.refreshToken).toMatch(/^[\w-]{43}$/);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('is sent over TLS only, where it came over TLS', async () => {
    const https = { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'https' };
    const body = { username: 'browser.1', password: service.password, cookie: true };
    const answer = await service.send('POST', 'login', { headers: https, body });
    expect(answer.headers['set-cookie']).toMatch(/; HttpOnly; SameSite=Strict; Secure$/);
    expect((await refresh(cookieOf(answer), https)).headers['set-cookie']).toMatch(/; Secure$/);
  });

  it('goes on with a new cookie each time, for as long as the session lasts', async () => {
    const first = await signIn();
    service.clock.advance(60_000);
    const second = await refresh(cookieOf(first));
    expect(second.status).toBe(200);
    expectNoTokenIn(second);
    expect(kept(second)?.token).not.toBe(kept(first)?.token);
    expect(kept(second)?.seconds).toBe(8 * HOURS - 60);
    expect((await service.send('GET', 'me', { token: second.body.accessToken })).status).toBe(200);
    expect((await refresh(cookieOf(second))).status).toBe(200);
  });

  it('goes on however many go on from one address, where few may sign in', async () => {
    const limited = await IdentityService.start({ rateLimits: { perIp: 0, perAccount: 0, guesses: 2 } });
    try {
      let answer = await limited.setUp(0, { cookie: true });
      for (let times = 0; times < 5; times += 1) {
        answer = await limited.send('POST', 'session/refresh', { headers: { cookie: cookieOf(answer) }, body: {} });
        expect(answer.status).toBe(200);
      }
      expect((await limited.login('nobody')).status).toBe(401);
      expect((await limited.login('nobody')).status).toBe(429);
    } finally {
      await limited.stop();
    }
  }, 60_000);

  it('ends when a cookie is used again that was already exchanged, and the browser is told to forget it', async () => {
    const first = await signIn();
    const second = await refresh(cookieOf(first));
    expect(await refresh(cookieOf(first))).toMatchObject({
      status: 401,
      body: { code: 'auth/session-ended' },
      headers: { 'set-cookie': CLEARED },
    });
    expect(await refresh(cookieOf(second))).toMatchObject({ status: 401, body: { code: 'auth/session-ended' } });
  });

  it('is asked for where there is none, or what cannot be one, and the cookie is cleared', async () => {
    for (const path of ['session/refresh', 'logout']) {
      for (const cookie of ['', 'theme=dark', 'lianjian_session=short', `lianjian_session=${'x'.repeat(44)}`]) {
        expect(await service.send('POST', path, { headers: { cookie }, body: {} })).toMatchObject({
          status: 401,
          body: { code: 'auth/token-missing' },
          headers: { 'set-cookie': CLEARED, 'www-authenticate': 'Bearer' },
        });
      }
      expect((await service.send('POST', path)).body.code).toBe('auth/token-missing');
    }
  });

  it('is another than the one whose token is in the body, which comes first and is answered in the body', async () => {
    const browser = await signIn();
    const { body: program } = await service.login('browser.1');
    const answer = await refresh(cookieOf(browser), {}, { refreshToken: program.refreshToken });
    expect(answer.body.refreshToken).toMatch(/^[\w-]{43}$/);
    expect(answer.headers['set-cookie']).toBeUndefined();
    const dead = await refresh(cookieOf(browser), {}, { refreshToken: program.refreshToken });
    expect([dead.status, dead.headers['set-cookie']]).toEqual([401, undefined]);
    expect((await refresh(cookieOf(browser))).status).toBe(200);
  });

  it('ends with logging out, which clears the cookie, also when it was dead before', async () => {
    const signedIn = await signIn();
    const cookie = cookieOf(signedIn);
    for (let times = 0; times < 2; times += 1) {
      const left = await logout(cookie);
      expect(left).toMatchObject({ status: 204, headers: { 'set-cookie': CLEARED } });
    }
    expect((await refresh(cookie)).status).toBe(401);
    expect((await service.send('GET', 'me', { token: signedIn.body.accessToken })).body.code).toBe(
      'auth/session-ended',
    );
  });

  it('is kept in its manner when the password is changed', async () => {
    await service.member(admin, 'browser.2', DISTRICT);
    const change = (token: string, from: string, to: string, headers = {}) =>
      service.send('POST', 'me/password', { token, headers, body: { currentPassword: from, newPassword: to } });
    const body = { username: 'browser.2', password: service.password, cookie: true };
    const browser = await service.send('POST', 'login', { body });
    const changed = await change(browser.body.accessToken, service.password, 'Another-Pass-7', {
      cookie: cookieOf(browser),
    });
    expect(changed.status).toBe(200);
    expectNoTokenIn(changed);
    expect((await refresh(cookieOf(browser))).status).toBe(401);
    expect((await refresh(cookieOf(changed))).status).toBe(200);

    const program = await service.login('browser.2', 'Another-Pass-7');
    const again = await change(program.body.accessToken, 'Another-Pass-7', 'Another-Pass-8');
    expect(again.body.refreshToken).toMatch(/^[\w-]{43}$/);
    expect(again.headers['set-cookie']).toBeUndefined();
  });
});

describe('A page of another site', () => {
  it.each(['cross-site', 'same-site', 'x'])('can neither refresh nor end the session (%s)', async (site) => {
    const cookie = cookieOf(await signIn());
    for (const ask of [refresh, logout]) {
      const refused = await ask(cookie, { 'sec-fetch-site': site });
      expect(refused).toMatchObject({ status: 403, body: { code: 'auth/cross-site' } });
      expect(refused.headers['set-cookie']).toBeUndefined();
    }
    // Nothing has happened to it.
    expect((await refresh(cookie)).status).toBe(200);
  });

  it.each(['same-origin', 'none'])('is not meant where the browser says %s', async (site) => {
    const next = await refresh(cookieOf(await signIn()), { 'sec-fetch-site': site });
    expect(next.status).toBe(200);
    expect((await logout(cookieOf(next), { 'sec-fetch-site': site })).status).toBe(204);
  });

  it('cannot send what browsers send without asking first', async () => {
    const cookie = cookieOf(await signIn());
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      for (const ask of [refresh, logout]) expect((await ask(cookie, { 'content-type': type })).status).toBe(415);
    }
    expect((await refresh(cookie)).status).toBe(200);
  });

  it('is no matter to who holds the token himself', async () => {
    const { refreshToken } = (await service.login('browser.1')).body;
    const next = await service.send('POST', 'session/refresh', {
      headers: { 'sec-fetch-site': 'cross-site' },
      body: { refreshToken },
    });
    expect(next.status).toBe(200);
  });
});
