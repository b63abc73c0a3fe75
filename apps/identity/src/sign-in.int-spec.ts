import { randomUUID } from 'node:crypto';
import { type Answer, IdentityService, type Member } from '../../../test/support/identity-service.js';

const DISTRICT = { role: 'DIST', scope: '320104', from: '2026-01-01', basis: '区委组织部任职通知' };

let service: IdentityService;
let admin: string;

/** The administrator's token, whatever time the spec moved to. */
const signedInAdmin = async () => (await service.login('root')).body.accessToken as string;

beforeAll(async () => {
  service = await IdentityService.start();
  await service.setUp(0);
}, 60_000);

beforeEach(async () => {
  admin = await signedInAdmin();
});

afterAll(() => service?.stop());

describe('Signing in', () => {
  const failed = (username: string, ip: string) => service.login(username, 'Wrong-Password-1', { ip });

  it('answers alike for a wrong name, a wrong password, a locked and a disabled account', async () => {
    await service.member(admin, 'locked.1', DISTRICT);
    const { id } = await service.member(admin, 'disabled.1', DISTRICT);
    await service.send('POST', `accounts/${id}/disable`, { token: admin });
    for (let attempt = 0; attempt < 5; attempt += 1) await failed('locked.1', '10.0.0.1');

    const answers = [
      await failed('nobody.here', '10.0.1.1'),
      await failed('root', '10.0.1.2'),
      await service.login('locked.1', undefined, { ip: '10.0.0.1' }),
      await service.login('disabled.1', undefined, { ip: '10.0.1.3' }),
    ].map(({ status, body: { correlationId: _, ...body } }) => ({ status, body }));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'identity/sign-in-failed' } });
  });

  it('takes as long for a name that does not exist', async () => {
    const median = async (username: string) => {
      const times: number[] = [];
      for (let index = 0; index < 5; index += 1) {
        const started = performance.now();
        await failed(username, `10.9.${index}.${username.length}`);
        times.push(performance.now() - started);
      }
      return times.sort((a, b) => a - b)[2] as number;
    };
    await service.member(admin, 'timed.account', DISTRICT);
    const [unknown, known] = [await median('timed.stranger'), await median('timed.account')];
    expect(Math.min(unknown, known)).toBeGreaterThan(95);
    expect(Math.max(unknown, known)).toBeLessThan(2 * Math.min(unknown, known));
  });

  it('is locked for fifteen minutes by five failures, wherever they come from, and not for ever', async () => {
    await service.member(admin, 'attacked.1', DISTRICT);
    for (let attempt = 0; attempt < 5; attempt += 1) await failed('attacked.1', `10.1.0.${attempt}`);
    expect((await service.login('attacked.1', undefined, { ip: '10.1.1.1' })).status).toBe(401);
    await failed('attacked.1', '10.1.0.9');
    service.clock.advance(15 * 60_000 + 1);
    expect((await service.login('attacked.1', undefined, { ip: '10.1.1.2' })).status).toBe(200);
  });

  it('cannot be locked by a stranger for somebody who signed in from there before', async () => {
    await service.member(admin, 'attacked.2', DISTRICT);
    await service.login('attacked.2', undefined, { ip: '10.2.0.1' });
    for (let attempt = 0; attempt < 5; attempt += 1) await failed('attacked.2', '10.2.9.9');
    expect((await service.login('attacked.2', undefined, { ip: '10.2.0.2' })).status).toBe(401);
    expect((await service.login('attacked.2', undefined, { ip: '10.2.0.1' })).status).toBe(200);
  });

  it('counts guesses that are sent at once', async () => {
    await service.member(admin, 'attacked.3', DISTRICT);
    const guesses = Array.from({ length: 20 }, (_, index) => failed('attacked.3', `10.3.0.${index}`));
    await Promise.all([...guesses]);
    const [{ lines }] = await service.db.query(
      `SELECT count(*)::int AS lines FROM identity.account_log l JOIN identity.account a ON a.id = l.account_id
        WHERE a.username = 'attacked.3' AND l.action = 'locked'`,
    );
    expect(lines).toBe(1);
    expect((await service.login('attacked.3', undefined, { ip: '10.3.1.1' })).status).toBe(401);
  });

  it('is refused after ninety days of absence, until an administrator wakes the account', async () => {
    const { id } = await service.member(admin, 'absent.1', DISTRICT);
    await service.db.query(
      `UPDATE identity.account SET active_at = $2::timestamptz - interval '91 days' WHERE id = $1`,
      [id, service.clock.now()],
    );
    expect((await service.login('absent.1')).status).toBe(401);
    await service.send('POST', `accounts/${id}/enable`, { token: admin });
    expect((await service.login('absent.1')).status).toBe(200);
  });

  it('asks for a new password after ninety days', async () => {
    const { id } = await service.member(admin, 'stale.1', DISTRICT);
    await service.db.query(
      `UPDATE identity.account SET password_changed_at = $2::timestamptz - interval '90 days' WHERE id = $1`,
      [id, service.clock.now()],
    );
    const { body } = await service.login('stale.1');
    expect(body.account.mustChangePassword).toBe(true);
    expect((await service.send('GET', 'accounts', { token: body.accessToken })).body.code).toBe(
      'identity/password-change-required',
    );
  });
});

describe('A session', () => {
  it('goes on with a new refresh token each time, and ends when an old one is used again', async () => {
    const { body: first } = await service.member(admin, 'session.1', DISTRICT);
    const refresh = (refreshToken: string) => service.send('POST', 'session/refresh', { body: { refreshToken } });
    const second = (await refresh(first.refreshToken)).body;
    expect((await service.send('GET', 'me', { token: second.accessToken })).status).toBe(200);

    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await refresh(second.refreshToken)).status).toBe(401);
    await new Promise((resolve) => setTimeout(resolve, 950));
    expect((await service.send('GET', 'me', { token: second.accessToken })).body.code).toBe('auth/session-ended');
  });

  it('gives a refresh token one use when it is used at once', async () => {
    const { body } = await service.member(admin, 'session.2', DISTRICT);
    const statuses = await Promise.all(
      Array.from(
        { length: 5 },
        async () =>
          (await service.send('POST', 'session/refresh', { body: { refreshToken: body.refreshToken } })).status,
      ),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it('ends when nobody uses it', async () => {
    const { body } = await service.member(admin, 'session.3', DISTRICT);
    service.clock.advance(25 * 60_000);
    expect((await service.send('GET', 'me', { token: body.accessToken })).body.code).toBe('auth/token-invalid');
    expect((await service.send('POST', 'session/refresh', { body: { refreshToken: body.refreshToken } })).status).toBe(
      401,
    );
  });

  it('ends after eight hours however much it is used', async () => {
    let { body } = await service.member(admin, 'session.4', DISTRICT);
    const minutes = (count: number) => service.clock.advance(count * 60_000);
    for (let refreshed = 0; refreshed < 25; refreshed += 1) {
      minutes(19);
      const next = await service.send('POST', 'session/refresh', { body: { refreshToken: body.refreshToken } });
      expect(next.status).toBe(200);
      body = next.body;
    }
    minutes(4);
    expect((await service.send('GET', 'me', { token: body.accessToken })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 950));
    minutes(1);
    expect((await service.send('GET', 'me', { token: body.accessToken })).body.code).toBe('auth/session-ended');
    expect((await service.send('POST', 'session/refresh', { body: { refreshToken: body.refreshToken } })).status).toBe(
      401,
    );
  });

  it('ends with logout, with a reset password and with a disabled account, within a second', async () => {
    const ends = {
      'ending.1': (session: Member) =>
        service.send('POST', 'logout', { body: { refreshToken: session.body.refreshToken } }),
      'ending.2': (session: Member) => service.send('POST', `accounts/${session.id}/password-reset`, { token: admin }),
      'ending.3': (session: Member) => service.send('POST', `accounts/${session.id}/disable`, { token: admin }),
    };
    const ending = async (username: string, end: (session: Member) => Promise<Answer>) => {
      const session = await service.member(admin, username, DISTRICT);
      const { accessToken, refreshToken } = session.body;
      expect((await service.send('GET', 'me', { token: accessToken })).status).toBe(200);
      expect((await end(session)).status).toBeLessThan(300);
      await new Promise((resolve) => setTimeout(resolve, 950));
      expect((await service.send('GET', 'me', { token: accessToken })).status).toBe(401);
      expect((await service.send('POST', 'session/refresh', { body: { refreshToken } })).status).toBe(401);
    };
    await Promise.all(Object.entries(ends).map(([username, end]) => ending(username, end)));
  });

  it('acts under one mandate at a time', async () => {
    const { body, id } = await service.member(admin, 'session.5', DISTRICT);
    const other = { ...DISTRICT, role: 'UNIT', scope: randomUUID() };
    const { mandateId } = (await service.send('POST', `accounts/${id}/mandates`, { token: admin, body: other })).body;
    const switched = await service.send('POST', 'me/mandate', { token: body.accessToken, body: { mandateId } });
    const me = await service.send('GET', 'me', { token: switched.body.accessToken });
    expect(me.body).toMatchObject({
      mandate: { mandateId, role: 'UNIT' },
      mandates: [{ role: 'DIST' }, { role: 'UNIT' }],
    });
    const again = await service.login('session.5', undefined, { mandateId });
    expect(again.body.mandate).toMatchObject({ mandateId });
    expect(
      (await service.send('POST', 'me/mandate', { token: body.accessToken, body: { mandateId: randomUUID() } })).body
        .code,
    ).toBe('identity/mandate-not-in-force');
  });
});
