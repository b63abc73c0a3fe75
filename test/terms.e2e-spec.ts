import { Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { admitUnit, establishCouncil, GULOU, QINHUAI } from './support/scenario.js';
import { startScriptedService } from './support/service.js';

describe('The term of an agreement', () => {
  let database: Database;

  beforeAll(async () => {
    database = await freshDatabase('terms');
  });
  afterAll(() => database?.drop());

  it('AGR-d, AGR-g: is said to have begun and to be over, by the service, once', async () => {
    const winter = await startScriptedService({ databaseUrl: database.url, startAt: '2026-03-02T02:00:00.000Z' });
    const conference = await establishCouncil(await Installation.setUp(winter));
    const units = [
      await admitUnit(conference, { district: GULOU }),
      await admitUnit(conference, { district: QINHUAI }),
    ];
    const secretaries: Client[] = [];
    for (const unitId of units) secretaries.push(await conference.installation.person('UNIT', unitId));
    const [first] = secretaries as [Client, Client];
    const { id } = await first.must('POST', '/agreements', {
      kind: 'REGIONAL',
      title: '示例·短期共建协议',
      parties: units.map((unitId) => ({ unitId, signatoryPost: '党支部书记' })),
      purpose: '双方围绕商圈治理开展组织共建、资源共享与服务联动。',
      scopeItems: ['活动联办'],
      obligations: units.map((unitId, index) => ({
        ...{ obligationId: `o${index + 1}`, unitId, text: '每季度牵头一次联合主题党日' },
        ...{ measureUnit: 'TIMES', targetQty: 1, dueOn: '2026-06-30' },
      })),
      ...{ termFrom: '2026-04-01', termTo: '2026-06-30', reviewCadence: 'QUARTERLY', copies: 2 },
    });
    const { position } = await first.must('POST', `/agreements/${id}/freeze`);
    const { contentHash } = await first.must('GET', `/agreements/${id}?minPosition=${position}`);
    for (const who of secretaries) {
      await who.must('POST', `/agreements/${id}/signatures`, { contentHash, signatoryPost: '党支部书记' });
    }
    expect(await types(first, id)).not.toContain('AgreementActivated');
    await winter.stop();

    // Nobody was there when the term began, nor when it ended.
    for (const startAt of ['2026-07-02T02:00:00.000Z', '2026-07-03T02:00:00.000Z']) {
      const summer = await startScriptedService({ databaseUrl: database.url, startAt });
      const reader = new Client(summer, first.account);
      const said = await eventually(async () => {
        const all = await types(reader, id);
        return all.includes('AgreementExpired') ? all : undefined;
      });
      expect(said.slice(-2)).toEqual(['AgreementActivated', 'AgreementExpired']);
      expect(await reader.must('GET', `/agreements/${id}`)).toMatchObject({
        status: 'EXPIRED',
        activeFrom: '2026-04-01',
      });
      await summer.stop();
    }
  }, 120_000);
});

async function types(who: Client, id: string): Promise<string[]> {
  const { items } = await who.must('GET', `/agreements/${id}/history`);
  return items.map(({ type }: { type: string }) => type);
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It did not happen');
}
