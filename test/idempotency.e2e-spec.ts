import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { admitUnit, type Conference, establishCouncil, GULOU, QINHUAI, unitProfile } from './support/scenario.js';
import { type Service, startService } from './support/service.js';

describe('A command sent again (T12)', () => {
  let database: Database;
  let service: Service;
  let conference: Conference;
  let district: Client;
  let colleague: Client;
  let unitId: string;

  const times = <T>(count: number, send: () => Promise<T>) => Promise.all(Array.from({ length: count }, send));
  const events = async (stream: string) =>
    (await database.pool.query('SELECT type, metadata FROM events.event WHERE stream = $1 ORDER BY version', [stream]))
      .rows;
  const unitsNamed = async (name: string) =>
    (
      await database.pool.query(
        "SELECT stream FROM events.event WHERE type = 'UnitRegistered' AND data->'profile'->>'partyOrgName' = $1",
        [name],
      )
    ).rows.length;
  const profile = (name: string) => unitProfile({ district: GULOU, name });

  /** The client gives up as soon as the request is on its way: it never learns what became of it. */
  async function sendAndGiveUp(who: Client, path: string, body: unknown, key: string): Promise<void> {
    const given = new AbortController();
    const token = await who.token();
    const sent = fetch(`${service.address}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: given.signal,
    }).catch(() => undefined);
    setTimeout(() => given.abort(), 3);
    await sent;
  }

  beforeAll(async () => {
    database = await freshDatabase('idempotency');
    service = await startService({ databaseUrl: database.url });
    const installation = await Installation.setUp(service);
    conference = await establishCouncil(installation);
    [district, colleague] = conference.districts[GULOU] as readonly [Client, Client];
    unitId = await admitUnit(conference, { district: GULOU });
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('ten times at once creates once, and is answered the same ten times', async () => {
    const body = profile('中共示例并发登记支部委员会');
    const key = randomUUID();
    const answers = await times(10, () => district.post('/units', body, { key }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((each) => JSON.stringify(each.body))).size).toBe(1);
    expect(answers[0]?.headers.get('location')).toBe(`/api/v1/units/${answers[0]?.body.id}`);
    expect(await events(`unit-${answers[0]?.body.id}`)).toHaveLength(1);
    expect(await unitsNamed(body.partyOrgName)).toBe(1);
  });

  it('ten times at once without a key creates ten times', async () => {
    const body = profile('中共示例重复登记支部委员会');
    const answers = await times(10, () => district.post('/units', body, { key: null }));
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(10);
    expect(await unitsNamed(body.partyOrgName)).toBe(10);
  });

  it('ten times at once changes once, whatever came between', async () => {
    const key = randomUUID();
    const suspend = () => district.post(`/units/${unitId}/suspension`, { reason: '整顿期间暂停参与' }, { key });
    const before = (await events(`unit-${unitId}`)).length;
    const answers = await times(10, suspend);
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    await colleague.must('POST', `/units/${unitId}/reactivation`, { reason: '整顿结束予以恢复' });
    expect(await suspend()).toMatchObject({ status: 200, body: answers[0]?.body });
    expect(await events(`unit-${unitId}`)).toHaveLength(before + 2);
  });

  it('after a time-out meets what the first one did', async () => {
    for (let round = 0; round < 10; round += 1) {
      const key = randomUUID();
      const body = profile(`中共示例第${round}超时支部委员会`);
      await sendAndGiveUp(district, '/units', body, key);
      const again = await district.post('/units', body, { key });
      expect(again.status).toBe(201);
      expect(await events(`unit-${again.body.id}`)).toHaveLength(1);
      expect(await unitsNamed(body.partyOrgName)).toBe(1);
    }
  });

  it('after the service was killed meets what the first one did', async () => {
    const sent = Array.from({ length: 12 }, (_, index) => {
      return { key: randomUUID(), body: profile(`中共示例第${index}断电支部委员会`) };
    });
    const before = await district.post('/units', sent[0]?.body, { key: sent[0]?.key as string });
    const underWay = sent.map(({ key, body }) => district.post('/units', body, { key }).catch(() => undefined));
    await new Promise((resolve) => setTimeout(resolve, 15));
    const gone = once(service.process, 'exit');
    service.process.kill('SIGKILL');
    await Promise.all([...underWay, gone]);

    service = await startService({ databaseUrl: database.url });
    [district, colleague] = [district.at(service), colleague.at(service)];
    for (const { key, body } of sent) {
      const again = await district.post('/units', body, { key });
      expect(again.status).toBe(201);
      expect(await unitsNamed(body.partyOrgName)).toBe(1);
      expect(await events(`unit-${again.body.id}`)).toHaveLength(1);
    }
    expect((await district.post('/units', sent[0]?.body, { key: sent[0]?.key as string })).body).toEqual(before.body);
  }, 60_000);

  it('with another body is refused, and with the same body in another order is not', async () => {
    const key = randomUUID();
    const body = profile('中共示例换文支部委员会');
    const { body: first } = await district.post('/units', body, { key });
    const other = await district.post('/units', { ...body, address: '示例路二号' }, { key });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency/key-reused', field: 'Idempotency-Key' } });
    const reordered = Object.fromEntries(Object.entries(body).reverse());
    expect(await district.post('/units', reordered, { key })).toMatchObject({ status: 201, body: first });
    expect(await events(`unit-${first.id}`)).toHaveLength(1);
  });

  it('by another account is another command', async () => {
    const key = randomUUID();
    const body = profile('中共示例同键支部委员会');
    const mine = await district.post('/units', body, { key });
    const theirs = await colleague.post('/units', body, { key });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    expect(await events(`unit-${mine.body.id}`)).toHaveLength(1);
  });

  it('by somebody who may not send it tells nothing of the first answer', async () => {
    const key = randomUUID();
    const suspension = { reason: '整顿期间暂停参与' };
    await district.must('POST', `/units/${unitId}/suspension`, suspension, { key });
    const [stranger] = conference.districts[QINHUAI] as readonly [Client, Client];
    const refused = await stranger.at(service).post(`/units/${unitId}/suspension`, suspension, { key });
    expect([403, 404]).toContain(refused.status);
    expect(refused.body).not.toHaveProperty('version');
  });

  it.each(['7', 'not-a-uuid', randomUUID().slice(1), `${randomUUID()} x`])(
    'with %s for a key is refused',
    async (key) => {
      const refused = await district.post('/units', profile('中共示例坏键支部委员会'), { key });
      expect(refused).toMatchObject({
        status: 400,
        body: { code: 'idempotency/key-malformed', field: 'Idempotency-Key' },
      });
      expect(await unitsNamed('中共示例坏键支部委员会')).toBe(0);
    },
  );
});

describe('A command that names the version it was decided upon (If-Match)', () => {
  let database: Database;
  let service: Service;
  let district: Client;
  let id: string;
  let position: string;

  beforeAll(async () => {
    database = await freshDatabase('if-match');
    service = await startService({ databaseUrl: database.url });
    district = await (await Installation.setUp(service)).person('DIST', GULOU);
    ({ id, position } = await district.must('POST', '/units', unitProfile({ district: GULOU })));
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('wins for one of ten, and tells the others the version now', async () => {
    const { headers } = await district.get(`/units/${id}?minPosition=${position}`);
    const ifMatch = headers.get('etag') as string;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        district.patch(`/units/${id}`, { address: `示例路${index}号`, reason: '地址登记有误更正' }, { ifMatch }),
      ),
    );
    const [won, lost] = [
      answers.filter(({ status }) => status === 200),
      answers.filter(({ status }) => status === 412),
    ];
    expect([won.length, lost.length]).toEqual([1, 9]);
    expect(won[0]?.headers.get('etag')).toBe('"2"');
    for (const { body } of lost) expect(body).toMatchObject({ code: 'version/conflict', currentVersion: 2 });
    const late = await district.patch(
      `/units/${id}`,
      { address: '示例路百号', reason: '地址登记有误更正' },
      { ifMatch },
    );
    expect(late).toMatchObject({ status: 412, body: { currentVersion: 2 } });
  });

  it('without a version decides each on what the one before wrote', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        district.patch(`/units/${id}`, { address: `示例大街${index}号`, reason: '地址登记有误更正' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.version)).size).toBe(5);
  });

  it.each(['1', 'W/"1"', '*', '"1", "2"', '"-1"', '""'])('refuses %s', async (ifMatch) => {
    const refused = await district.patch(
      `/units/${id}`,
      { address: '示例路', reason: '地址登记有误更正' },
      { ifMatch },
    );
    expect(refused).toMatchObject({ status: 400, body: { code: 'request/if-match', field: 'If-Match' } });
  });
});
