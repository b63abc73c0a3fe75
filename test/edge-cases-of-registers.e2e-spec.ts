import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { came, figureOf, ReportReader } from './support/reports.js';
import {
  activityRecord,
  admitUnit,
  type Conference,
  establishCouncil,
  GULOU,
  QINHUAI,
  XUANWU,
} from './support/scenario.js';
import { type Service, startScriptedService } from './support/service.js';

describe('The edge cases of agreements, projects and references, through the API', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let conference: Conference;
  let second: Conference;
  let office: Client;
  let reader: ReportReader;
  let units: readonly [string, string, string];
  let people: readonly [Client, Client, Client];

  const gulou = () => conference.districts[GULOU] as readonly [Client, Client];
  const done = async (client: Client, path: string, body: object = {}) => {
    const { id, position } = await client.must('POST', path, body);
    await conference.auditor.must('GET', `/councils?limit=1&minPosition=${position}`);
    return id as string;
  };
  const figures = async (code: string, period: string, ...keys: string[]) => {
    const report = await reader.read(code, period);
    return keys.map((key) => figureOf(report, key)).map(({ numerator, denominator }) => [numerator, denominator]);
  };

  /** A project of 鼓楼 that runs, its plan ending on that day. */
  async function runProject(name: string, endOn: string, over: object = {}): Promise<string> {
    const [, , lead] = people;
    const id = await done(lead, '/projects', {
      ...{ name, category: 'CONVENIENCE', businessObjective: '让商圈从业人员就近办事', beneficiary: 'EMPLOYEES' },
      ...{ councilId: conference.councilId, registeringAuthority: 'DIST', districts: [GULOU], leadDistrict: GULOU },
      ...{ leadUnitId: units[2], plan: { startOn: '2026-02-01', endOn } },
      milestones: [{ milestoneId: 'm1', name: '方案定稿', dueOn: '2026-04-15', measure: '方案经联席会讨论通过' }],
      expectedOutcome: { value: 3, unit: '项', text: '办成便民事项不少于三项' },
      ...over,
    });
    await done(gulou()[0], `/projects/${id}/registration`);
    await done(gulou()[0], `/projects/${id}/start`, { exemptionReason: '试点项目，协议随后补签' });
    return id;
  }

  async function complete(projectId: string): Promise<void> {
    await done(people[2], `/projects/${projectId}/acceptance-requests`, {
      outcome: { value: 3, evidence: '便民事项三项，台账见党群服务中心' },
      deliveryNote: '现场服务十次，资料一册',
    });
    await done(gulou()[1], `/projects/${projectId}/acceptance`);
  }

  beforeAll(async () => {
    database = await freshDatabase('edge-cases-of-registers');
    service = await startScriptedService({ databaseUrl: database.url, startAt: '2026-02-02T02:00:00.000Z' });
    const installation = await Installation.setUp(service);
    conference = await establishCouncil(installation);
    second = await establishCouncil(installation, { name: '示例第二商圈党建联席会' });
    [office] = conference.coord;
    reader = new ReportReader(office, conference.councilId);
    units = [
      await admitUnit(conference, { district: XUANWU }),
      await admitUnit(conference, { district: QINHUAI }),
      await admitUnit(conference, { district: GULOU }),
    ];
    people = [
      await installation.person('UNIT', units[0]),
      await installation.person('UNIT', units[1]),
      await installation.person('UNIT', units[2]),
    ];
  }, 180_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('E13: an agreement of three parties in three districts is one agreement, and covers three units', async () => {
    const owes = (unitId: string, index: number) => ({
      ...{ obligationId: `o${index + 1}`, unitId, text: '每季度开展一次便民服务', measureUnit: 'TIMES', targetQty: 1 },
      dueOn: '2026-03-31',
    });
    const id = await done(people[0], '/agreements', {
      ...{ councilId: conference.councilId, kind: 'REGIONAL', title: '示例·三方便民服务共建协议' },
      parties: units.map((unitId) => ({ unitId, signatoryPost: '党支部书记' })),
      purpose: '三方围绕商圈便民服务开展组织共建、资源共享与活动联办，形成长期机制。',
      ...{ scopeItems: ['便民服务'], obligations: units.map(owes), termFrom: '2026-02-02', termTo: '2026-12-31' },
      ...{ reviewCadence: 'QUARTERLY', copies: 3 },
    });
    await done(people[0], `/agreements/${id}/freeze`);
    const { contentHash } = await people[0].must('GET', `/agreements/${id}`);
    const signature = { contentHash, signatoryPost: '党支部书记' };
    await done(people[0], `/agreements/${id}/signatures`, signature);
    await done(people[1], `/agreements/${id}/signatures`, signature);
    expect(await figures('R-04', '2026-02', 'M13', 'M12')).toEqual([
      [0, undefined],
      [0, 3],
    ]);
    await done(people[2], `/agreements/${id}/signatures`, signature);
    expect(await figures('R-04', '2026-02', 'M13', 'M12', 'state/ACTIVE')).toEqual([
      [1, undefined],
      [3, 3],
      [1, undefined],
    ]);
    const { tables } = await reader.read('R-04', '2026-02');
    const unfiled = tables.find(({ id: table }: { id: string }) => table === 'unfiled');
    expect(unfiled.rows[0].cells.districts.text).toBe('玄武区、秦淮区、鼓楼区');

    await service.setClock('2026-03-20T02:00:00.000Z');
    const note = { note: '三月在商圈广场设点服务一次' };
    const fulfilled = { obligationId: 'o1', fulfilledOn: '2026-03-18', quantity: 1, evidence: note };
    await done(people[0], `/agreements/${id}/fulfilments`, fulfilled);
    await done(people[1], `/agreements/${id}/confirmations`, { obligationId: 'o1' });
    await service.setClock('2026-04-01T02:00:00.000Z');
    expect(await figures('R-04', '2026-03', 'M14', 'M15')).toEqual([
      [1, 3],
      [0, undefined],
    ]);
  });

  it('E14: a project replanned later is late by its original plan, and on time by the adjusted one', async () => {
    const projectId = await runProject('示例·午间便民服务站', '2026-04-30');
    await service.setClock('2026-04-25T02:00:00.000Z');
    await done(gulou()[0], `/projects/${projectId}/replans`, {
      ...{ endOn: '2026-06-30', reason: '场地改造延期，计划顺延两个月' },
      milestones: [{ milestoneId: 'm1', dueOn: '2026-05-31' }],
    });
    await service.setClock('2026-06-20T02:00:00.000Z');
    await complete(projectId);
    expect(await figures('R-05', '2026-04', 'M17', 'M17/adjusted')).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(await figures('R-05', '2026-04', 'M18', 'M18/adjusted')).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });

  it('E15: a project terminated with approval is in no completion rate, and listed with its reason', async () => {
    const projectId = await runProject('示例·夜间充电驿站', '2026-06-30');
    await runProject('示例·街区图书角', '2026-06-30');
    await service.setClock('2026-06-25T02:00:00.000Z');
    const reason = '街面改造占用场地，经批准终止';
    for (const person of gulou()) await done(person, `/projects/${projectId}/termination`, { reason, approved: true });
    await service.setClock('2026-07-01T02:00:00.000Z');
    // The reading corner was due and is not done; the project of E14 is, by its adjusted plan.
    expect(await figures('R-05', '2026-06', 'M16', 'M17', 'M17/adjusted', 'state/TERMINATED')).toEqual([
      [1, 2],
      [0, 1],
      [1, 2],
      [1, undefined],
    ]);
    const { tables } = await reader.read('R-05', '2026-06');
    const { rows } = tables.find(({ id }: { id: string }) => id === 'terminated');
    expect(rows.map(({ label, cells }: any) => [label, cells.approved.text, cells.reason.text])).toEqual([
      ['示例·夜间充电驿站', '是', reason],
    ]);
  });

  it('E20: an activity belongs to one council; another one that refers to its project lists it and counts nothing', async () => {
    const projectId = await runProject('示例·两圈联动集市', '2026-12-31', {
      referencingCouncilIds: [second.councilId],
    });
    const held = activityRecord({
      ...{ councilId: conference.councilId, leadHostUnitId: units[2], startAt: '2026-06-18T02:00:00.000Z' },
      ...{ title: '示例·联动集市开幕', participations: [came(units[2], 12)] },
    });
    await done(office, '/activities', { ...held, projectId });
    expect(await figures('R-01', '2026-06', 'M1', 'M3')).toEqual([
      [1, undefined],
      [12, undefined],
    ]);
    const other = await new ReportReader(second.coord[0], second.councilId).read('R-01', '2026-06');
    expect([figureOf(other, 'M1').text, figureOf(other, 'M3').text]).toEqual(['0', '0']);
    const { rows } = other.tables.find(({ id }: { id: string }) => id === 'references');
    expect(rows.map(({ label, cells }: any) => [label, cells.startOn.text])).toEqual([
      ['示例·联动集市开幕', '2026-06-18'],
    ]);
  });
});
