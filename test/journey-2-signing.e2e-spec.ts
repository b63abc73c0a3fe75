import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { admitUnit, type Conference, establishCouncil, GULOU, QINHUAI, XUANWU } from './support/scenario.js';
import { type Service, startScriptedService } from './support/service.js';

describe('Units sign an agreement (journey 2)', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let conference: Conference;
  const units: string[] = [];
  const secretaries: Client[] = [];

  const terms = (overrides = {}) => ({
    kind: 'REGIONAL',
    title: '示例·商圈共建协议',
    parties: units.map((unitId) => ({ unitId, signatoryPost: '党支部书记' })),
    purpose: '三方围绕商圈治理开展组织共建、资源共享与服务联动，形成长期合作机制。',
    scopeItems: ['组织联建', '活动联办'],
    obligations: units.map((unitId, index) => ({
      ...{ obligationId: `o${index + 1}`, unitId, text: '每半年牵头一次联合主题党日' },
      ...{ measureUnit: 'TIMES', targetQty: 1, dueOn: '2026-06-30' },
    })),
    termFrom: '2026-03-02',
    termTo: '2027-03-01',
    reviewCadence: 'HALF_YEARLY',
    copies: 3,
    ...overrides,
  });
  const draft = async () =>
    (await secretaries[0]!.must('POST', '/agreements', { councilId: conference.councilId, ...terms() })).id;
  const freeze = async (id: string): Promise<string> => {
    const { position } = await secretaries[0]!.must('POST', `/agreements/${id}/freeze`);
    return (await secretaries[0]!.must('GET', `/agreements/${id}?minPosition=${position}`)).contentHash;
  };
  const sign = (who: Client, id: string, contentHash: string) =>
    who.post(`/agreements/${id}/signatures`, { contentHash, signatoryPost: '党支部书记' });

  beforeAll(async () => {
    database = await freshDatabase('journey-2');
    service = await startScriptedService({ databaseUrl: database.url, startAt: '2026-03-02T02:00:00.000Z' });
    conference = await establishCouncil(await Installation.setUp(service));
    for (const district of [XUANWU, QINHUAI, GULOU]) {
      const unitId = await admitUnit(conference, { district });
      units.push(unitId);
      secretaries.push(await conference.installation.person('UNIT', unitId));
    }
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('clears every signature when the text changes, and says whose (AGR-b)', async () => {
    const id = await draft();
    const before = await freeze(id);
    expect((await sign(secretaries[0]!, id, before)).status).toBe(200);
    expect((await sign(secretaries[1]!, id, before)).status).toBe(200);

    await secretaries[2]!.must('PUT', `/agreements/${id}/terms`, terms({ copies: 4 }));
    const { items } = await secretaries[2]!.must('GET', `/agreements/${id}/history`);
    expect(items.at(-1)).toMatchObject({
      type: 'AgreementTermsRevised',
      data: { clearedSigners: expect.arrayContaining([units[0], units[1]]) },
    });
    const after = await freeze(id);
    expect(after).not.toBe(before);
    const old = await sign(secretaries[0]!, id, before);
    expect(old).toMatchObject({ status: 409, body: { code: 'agreement/content-hash-differs' } });
    const { earlierTexts, partiesSigned } = await secretaries[1]!.must('GET', `/agreements/${id}`);
    expect(partiesSigned).toBe(0);
    expect(earlierTexts).toEqual([expect.objectContaining({ terms: expect.objectContaining({ copies: 3 }) })]);
  });

  it('is in force with the last signature, and one signature counts once', async () => {
    const id = await draft();
    const contentHash = await freeze(id);
    for (const who of [...secretaries, ...secretaries]) expect((await sign(who, id, contentHash)).status).toBe(200);
    const { position } = (await sign(secretaries[0]!, id, contentHash)).body;
    const agreement = await secretaries[0]!.must('GET', `/agreements/${id}?minPosition=${position}`);
    expect(agreement).toMatchObject({ status: 'ACTIVE', partiesSigned: 3, toFileIn: [XUANWU, QINHUAI, GULOU] });
  });

  it('refuses the office that would sign for a unit (AGR-b)', async () => {
    const id = await draft();
    const contentHash = await freeze(id);
    const refused = await sign(conference.coord[0], id, contentHash);
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission/role' } });
  });

  it('refuses a suspended unit (AGR-a)', async () => {
    const id = await draft();
    const contentHash = await freeze(id);
    await conference.districts[GULOU]![0].must('POST', `/units/${units[2]}/suspension`, { reason: '整顿期间暂停参与' });
    const refused = await sign(secretaries[2]!, id, contentHash);
    expect(refused).toMatchObject({ status: 409, body: { code: 'agreement/party-not-active', ruleId: 'AGR-a' } });
    await conference.districts[GULOU]![0].must('POST', `/units/${units[2]}/reactivation`, {
      reason: '整顿结束予以恢复',
    });
  });

  it('refuses the last signature while a unit that has signed is suspended (AGR-a)', async () => {
    const id = await draft();
    const contentHash = await freeze(id);
    for (const who of secretaries.slice(0, 2)) expect((await sign(who, id, contentHash)).status).toBe(200);
    const [xuanwu] = conference.districts[XUANWU]!;
    await xuanwu.must('POST', `/units/${units[0]}/suspension`, { reason: '整顿期间暂停参与' });
    const refused = await sign(secretaries[2]!, id, contentHash);
    expect(refused).toMatchObject({ status: 409, body: { code: 'agreement/party-not-active', ruleId: 'AGR-a' } });
    await xuanwu.must('POST', `/units/${units[0]}/reactivation`, { reason: '整顿结束予以恢复' });
    expect((await sign(secretaries[2]!, id, contentHash)).status).toBe(200);
  });

  it('does not exist for a unit that is no party', async () => {
    const id = await draft();
    const other = await conference.installation.person('UNIT', await admitUnit(conference, { district: QINHUAI }));
    const { position } = await secretaries[0]!.must('POST', `/agreements/${id}/freeze`);
    expect((await other.get(`/agreements/${id}?minPosition=${position}`)).status).toBe(404);
    const foreign = await other.post(`/agreements/${id}/termination`, { reason: '与本单位无关的协议' });
    const missing = await other.post('/agreements/0f6d0b3e-6c5c-4f0e-9a53-5d0a4d1c7a11/termination', {
      reason: '与本单位无关的协议',
    });
    expect(foreign.status).toBe(404);
    expect(foreign.body.code).toBe(missing.body.code);
    expect(foreign.body.title).toBe(missing.body.title);
  });

  it('has what was promised confirmed by the other side, not by the one who promised (four eyes)', async () => {
    const id = await draft();
    const contentHash = await freeze(id);
    for (const who of secretaries) await sign(who, id, contentHash);
    const fulfilled = {
      obligationId: 'o1',
      fulfilledOn: '2026-03-02',
      quantity: 1,
      evidence: { note: '联合主题党日已于当日举行' },
    };
    await secretaries[0]!.must('POST', `/agreements/${id}/fulfilments`, fulfilled);
    const own = await secretaries[0]!.post(`/agreements/${id}/confirmations`, { obligationId: 'o1' });
    expect(own.status).toBe(403);
    const { position } = await secretaries[1]!.must('POST', `/agreements/${id}/confirmations`, { obligationId: 'o1' });
    const { items } = await secretaries[0]!.must('GET', `/obligations?agreementId=${id}&minPosition=${position}`);
    expect(items.map(({ state }: { state: string }) => state)).toEqual(['CONFIRMED', 'OPEN', 'OPEN']);
  });
});
