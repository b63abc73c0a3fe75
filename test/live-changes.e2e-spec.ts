import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { Listener } from './support/listener.js';
import { admitUnit, type Conference, establishCouncil, GULOU, QINHUAI, XUANWU } from './support/scenario.js';
import { type Service, startService } from './support/service.js';

describe('Live changes', () => {
  let database: Database;
  let service: Service;
  let conference: Conference;
  const units: string[] = [];
  const secretaries: Client[] = [];
  let agreementId: string;
  let contentHash: string;

  const listen = async (who: Client) => Listener.to(`${service.address}/api/v1/changes`, await who.token());
  const sign = (who: Client) =>
    who.must('POST', `/agreements/${agreementId}/signatures`, { contentHash, signatoryPost: '党支部书记' });
  /** How many streams the log tells of, once it has nothing to add. */
  const requestsLogged = async () => {
    const count = () => service.printed().split('"/api/v1/changes"').length - 1;
    for (let known = -1; known !== count(); await sleep(500)) known = count();
    return count();
  };

  beforeAll(async () => {
    database = await freshDatabase('live');
    service = await startService({ databaseUrl: database.url, env: { LOG_LEVEL: 'log' } });
    conference = await establishCouncil(await Installation.setUp(service));
    for (const district of [XUANWU, QINHUAI, GULOU]) {
      const unitId = await admitUnit(conference, { district });
      units.push(unitId);
      secretaries.push(await conference.installation.person('UNIT', unitId));
    }
    const [today, nextYear] = [0, 360].map((days) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    );
    const [first] = secretaries as [Client];
    const parties = units.slice(0, 2);
    agreementId = (
      await first.must('POST', '/agreements', {
        councilId: conference.councilId,
        kind: 'REGIONAL',
        title: '示例·商圈共建协议',
        parties: parties.map((unitId) => ({ unitId, signatoryPost: '党支部书记' })),
        purpose: '双方围绕商圈治理开展组织共建、资源共享与服务联动，形成长期合作机制。',
        scopeItems: ['组织联建'],
        obligations: parties.map((unitId, index) => ({
          ...{ obligationId: `o${index + 1}`, unitId, text: '每半年牵头一次联合主题党日' },
          ...{ measureUnit: 'TIMES', targetQty: 1, dueOn: nextYear },
        })),
        ...{ termFrom: today, termTo: nextYear, reviewCadence: 'HALF_YEARLY', copies: 2 },
      })
    ).id;
    const { position } = await first.must('POST', `/agreements/${agreementId}/freeze`);
    contentHash = (await first.must('GET', `/agreements/${agreementId}?minPosition=${position}`)).contentHash;
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('bring a signature to the other party within a second, who then finds it, and to nobody else', async () => {
    const [signer, party, member] = secretaries as [Client, Client, Client];
    const [near, far] = [await listen(party), await listen(member)];
    const began = performance.now();
    const { version, position } = await sign(signer);
    const told = await near.hears(({ id }) => id === position);
    const { partiesSigned } = await party.must('GET', `/agreements/${agreementId}`);
    expect(told.at - began).toBeLessThan(1_000);
    expect(told.data).toEqual({
      kind: 'agreement',
      id: agreementId,
      version,
      type: 'AgreementSignedByParty',
      position,
    });
    expect(partiesSigned).toBe(1);

    // Silent, and not deaf: what is his business he hears.
    expect(far.told.map(({ event }) => event)).toEqual(['ready']);
    const reason = '商圈整体改造期间暂停活动';
    const change = await conference.city[0].must('POST', `/councils/${conference.councilId}/suspension`, { reason });
    await far.hears(({ id }) => id === change.position);
    expect(far.changes).toHaveLength(1);
    expect(JSON.stringify([...near.told, ...far.told])).not.toMatch(/党支部书记|unit-\d|示例/);
    await Promise.all([near.leave(), far.leave()]);
  });

  it('end for whoever’s mandate was revoked, though nothing changes', async () => {
    const { installation } = conference;
    const person = await installation.person('UNIT', units[2] as string);
    const listener = await listen(person);
    const account = await installation.admin.must('GET', `/accounts/${person.account?.id}`);
    const { mandateId } = account.mandates[0];
    await installation.admin.must('POST', `/accounts/${account.id}/mandate-revocations`, {
      mandateId,
      reason: '调离原工作岗位',
    });
    expect(await listener.hasEndedWithin(17_000)).toBe(true);
  }, 40_000);

  it('are logged once for each stream, whoever ends it', async () => {
    const before = await requestsLogged();
    const listener = await listen(secretaries[0] as Client);
    expect(await requestsLogged()).toBe(before);
    await listener.leave();
    expect(await requestsLogged()).toBe(before + 1);
  });

  it('do not keep the service from stopping at once', async () => {
    const { installation, councilId } = conference;
    const before = await requestsLogged();
    const open: Listener[] = [];
    for (let person = 0; person < 10; person += 1) {
      const who = await installation.person('COORD', councilId);
      for (let stream = 0; stream < 5; stream += 1) open.push(await listen(who));
    }
    expect(open.filter(({ isOpen }) => isOpen)).toHaveLength(50);
    const began = performance.now();
    await service.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    for (const each of open) {
      await each.ended;
      expect(each.told.at(-1)?.event).not.toBe('bye');
    }
    expect(await requestsLogged()).toBe(before + 50);
  }, 60_000);
});
