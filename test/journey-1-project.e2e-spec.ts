import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { admitUnit, type Conference, establishCouncil, GULOU, QINHUAI } from './support/scenario.js';
import { type Service, startScriptedService } from './support/service.js';

describe('A district registers a project (journey 1)', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let conference: Conference;
  let gulou: readonly [Client, Client];
  let qinhuai: readonly [Client, Client];
  let leadUnit: string;
  let bank: string;
  let lead: Client;
  let banker: Client;
  let projectId: string;
  let agreementId: string;

  const proposal = (overrides = {}) => ({
    name: '示例·首店孵化导师团',
    category: 'STARTUP_EXPERIENCE',
    businessObjective: '帮助首店商户用好商圈资源，缩短开业筹备时间',
    beneficiary: 'MERCHANTS',
    councilId: conference.councilId,
    registeringAuthority: 'DIST',
    districts: [GULOU, QINHUAI],
    leadDistrict: GULOU,
    leadUnitId: leadUnit,
    plan: { startOn: '2026-03-01', endOn: '2026-09-30' },
    milestones: [{ milestoneId: 'm1', name: '导师团组建', dueOn: '2026-04-30', measure: '导师不少于五名并公布名单' }],
    budgetLines: [{ budgetLineId: 'b1', source: 'PARTY_DUES', purpose: '活动场地与资料', plannedFen: 500000 }],
    expectedOutcome: { value: 20, unit: '户', text: '孵化首店不少于二十户' },
    ...overrides,
  });

  beforeAll(async () => {
    database = await freshDatabase('journey-1');
    service = await startScriptedService({ databaseUrl: database.url, startAt: '2026-02-02T02:00:00.000Z' });
    conference = await establishCouncil(await Installation.setUp(service));
    gulou = conference.districts[GULOU] as readonly [Client, Client];
    qinhuai = conference.districts[QINHUAI] as readonly [Client, Client];
    leadUnit = await admitUnit(conference, { district: GULOU });
    bank = await admitUnit(conference, { district: QINHUAI, unitKind: 'FINANCE' });
    lead = await conference.installation.person('UNIT', leadUnit);
    banker = await conference.installation.person('UNIT', bank);
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('refuses a lead district that is not its own (PRJ-a)', async () => {
    const { id } = await lead.must('POST', '/projects', proposal());
    const refused = await qinhuai[0].post(`/projects/${id}/registration`);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: 'project/not-the-lead-district' });
  });

  it('registers its own', async () => {
    ({ id: projectId } = await lead.must('POST', '/projects', proposal()));
    const { position } = await gulou[0].must('POST', `/projects/${projectId}/registration`);
    const project = await gulou[0].must('GET', `/projects/${projectId}?minPosition=${position}`);
    expect(project).toMatchObject({ status: 'REGISTERED', projectNo: expect.stringMatching(/^XM-320106-2026-\d{4}$/) });
  });

  it('refuses the start before the other district has consented (PRJ-a)', async () => {
    const refused = await lead.post(`/projects/${projectId}/start`);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ ruleId: expect.stringContaining('PRJ-') });
  });

  it('goes on with its consent, and a bank claims a slot', async () => {
    await qinhuai[0].must('POST', `/projects/${projectId}/consents`);
    await gulou[0].must('POST', `/projects/${projectId}/claiming`, {
      slots: [{ slotId: 's1', name: '金融辅导', quantity: 1 }],
    });
    const claim = { slotId: 's1', quantity: 1, promise: '每月派两名客户经理到场辅导', plannedOn: '2026-04-01' };
    await banker.must('POST', `/projects/${projectId}/claims`, claim);
    await lead.must('POST', `/projects/${projectId}/claim-acceptances`, { claimId: 'c1' });
  });

  it('rests on an agreement that both units have signed over the same text', async () => {
    const party = (unitId: string) => ({ unitId, signatoryPost: '党支部书记' });
    const owes = (obligationId: string, unitId: string) => ({
      ...{
        obligationId,
        unitId,
        text: '每季度开展一次商户辅导',
        measureUnit: 'TIMES',
        targetQty: 2,
        dueOn: '2026-08-31',
      },
    });
    ({ id: agreementId } = await lead.must('POST', '/agreements', {
      councilId: conference.councilId,
      kind: 'REGIONAL',
      title: '示例·首店孵化共建协议',
      parties: [party(leadUnit), party(bank)],
      purpose: '双方围绕首店孵化开展组织共建、资源共享与服务联动，形成长期合作机制。',
      scopeItems: ['导师辅导', '金融服务'],
      obligations: [owes('o1', leadUnit), owes('o2', bank)],
      termFrom: '2026-02-02',
      termTo: '2026-12-31',
      reviewCadence: 'QUARTERLY',
      copies: 2,
      projectIds: [projectId],
    }));
    const { position } = await lead.must('POST', `/agreements/${agreementId}/freeze`);
    const frozen = await lead.get(`/agreements/${agreementId}?minPosition=${position}`);
    const { contentHash } = frozen.body;
    expect(contentHash).toMatch(/^sha256:[0-9a-f]{64}$/);
    await lead.must('POST', `/agreements/${agreementId}/signatures`, { contentHash, signatoryPost: '党支部书记' });
    await banker.must('POST', `/agreements/${agreementId}/signatures`, { contentHash, signatoryPost: '党支部书记' });
    await lead.must('POST', `/projects/${projectId}/agreements`, { agreementId });
  });

  it('runs, reaches its milestone, and is accepted by the district, not by the lead unit', async () => {
    await service.setClock('2026-03-02T02:00:00.000Z');
    await lead.must('POST', `/projects/${projectId}/start`);
    await service.setClock('2026-04-20T02:00:00.000Z');
    const reached = { milestoneId: 'm1', reachedOn: '2026-04-18', evidence: '导师名单六人，已在党群服务中心公布' };
    await lead.must('POST', `/projects/${projectId}/milestones`, reached);
    await service.setClock('2026-09-20T02:00:00.000Z');
    await lead.must('POST', `/projects/${projectId}/acceptance-requests`, {
      outcome: { value: 23, evidence: '孵化首店二十三户，名录见党群服务中心台账' },
      deliveryNote: '导师辅导二十次，资料汇编一册',
    });
    expect((await lead.post(`/projects/${projectId}/acceptance`)).status).toBe(403);
    const { position } = await gulou[1].must('POST', `/projects/${projectId}/acceptance`);
    const { body } = await gulou[0].get(`/projects/${projectId}?minPosition=${position}`);
    expect(body).toMatchObject({ status: 'COMPLETED' });
  });

  it('ends early with approval only when two persons say so (E15)', async () => {
    const { id } = await lead.must('POST', '/projects', proposal());
    await gulou[0].must('POST', `/projects/${id}/registration`);
    const terminate = (who: Client) =>
      who.must('POST', `/projects/${id}/termination`, { reason: '商圈改造，项目不再实施', approved: true });
    const read = ({ position }: { position: string }) =>
      lead
        .must('GET', `/projects/${id}?minPosition=${position}`)
        .then(({ status, termination }) => [status, termination?.approved]);
    expect(await read(await terminate(gulou[0]))).toEqual(['REGISTERED', undefined]);
    expect(await read(await terminate(gulou[0]))).toEqual(['REGISTERED', undefined]);
    expect(await read(await terminate(conference.coord[0]))).toEqual(['TERMINATED', true]);
  });

  it('leaves a history that says who, when, and why', async () => {
    const { items } = await conference.auditor.must('GET', `/projects/${projectId}/history`);
    expect(items.map(({ type }: { type: string }) => type)).toEqual([
      'ProjectProposed',
      'ProjectRegistered',
      'DistrictConsentGiven',
      'ProjectClaimingOpened',
      'ProjectClaimOffered',
      'ProjectClaimAccepted',
      'ProjectAgreementLinked',
      'ProjectStarted',
      'MilestoneReached',
      'AcceptanceRequested',
      'ProjectCompleted',
    ]);
    expect(items[1]).toMatchObject({ label: '立项', actor: { role: 'DIST', scope: GULOU } });
  });
});
