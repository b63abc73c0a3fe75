import type { Api, Values } from './api.js';
import type { Client, Installation } from './client.js';
import { admitUnit, type Conference, establishCouncil, GULOU, inventedUscc, QINHUAI, XUANWU } from './scenario.js';

/** Where somebody stands towards the objects of the world. */
export type Person = Readonly<{ client: Client; role: string; isForeign: boolean }>;

/** One council with an object of each kind, everybody who has to do with them, and everybody's foreign counterpart. */
export type World = Readonly<{
  people: Readonly<Record<string, Person>>;
  /** By parameter, path and field name: what a request about the world's objects says. */
  values: Values;
  /** The same for one operation that needs an object in another state. */
  valuesOf(operationId: string): Values;
}>;

export const START = '2026-01-12T02:00:00.000Z';
export const NOW = '2026-03-16T02:00:00.000Z';
/** When what was on its way at the close has arrived. */
const SETTLED = '2026-03-16T02:01:00.000Z';
const MONTH = '2026-02';
const JIANYE = '320105';
const XUZHOU_GULOU = '320302';

type ScriptedService = Readonly<{ setClock(at: string): Promise<void> }>;

export async function buildWorld(installation: Installation, service: ScriptedService, api: Api): Promise<World> {
  const conference = await establishCouncil(installation);
  const { councilId, city, coord, districts, auditor } = conference;
  const foreign = await foreignCouncil(installation);
  const [gulou, qinhuai, xuanwu] = [GULOU, QINHUAI, XUANWU].map((code) => (districts[code] as [Client, Client])[0]);

  const unit = (district: string) => admitUnit(conference, { district, effectiveOn: '2026-01-12' });
  const [leadUnitId, partnerUnitId, memberUnitId] = [await unit(GULOU), await unit(QINHUAI), await unit(XUANWU)];
  const leaving = await unit(GULOU);
  await gulou!.must('POST', `/units/${leaving}/transfer-requests`, {
    toDistrict: QINHUAI,
    effectiveOn: '2026-04-01',
    reason: '单位迁址到邻区办公',
  });
  const person = (role: 'UNIT', scope: string) => installation.person(role, scope);
  const lead = await person('UNIT', leadUnitId);
  const partner = await person('UNIT', partnerUnitId);
  const member = await person('UNIT', memberUnitId);

  const units = { leadUnitId, partnerUnitId };
  const agreementId = await activeAgreement(conference, lead, partner, units);
  const projectId = (await lead.must('POST', '/projects', projectOf(councilId, units))).id;
  const claimed = await claimedProject(conference, lead, member, units);

  await service.setClock('2026-02-12T09:00:00.000Z');
  const activityId = (await lead.must('POST', '/activities', activityOf(councilId, units))).id;
  await service.setClock(NOW);
  await publishMonth(conference, service);
  const newcomer = await installation.admin.must('POST', '/accounts', { username: 'newcomer' });

  const own = (client: Client, role: string): Person => ({ client, role, isForeign: false });
  const other = (client: Client, role: string): Person => ({ client, role, isForeign: true });
  const people: Record<string, Person> = {
    city: own(city[0], 'CITY'),
    gulou: own(gulou as Client, 'DIST'),
    qinhuai: own(qinhuai as Client, 'DIST'),
    xuanwu: own(xuanwu as Client, 'DIST'),
    coord: own(coord[0], 'COORD'),
    lead: own(lead, 'UNIT'),
    partner: own(partner, 'UNIT'),
    member: own(member, 'UNIT'),
    auditor: own(auditor, 'AUDIT'),
    admin: own(installation.admin, 'ADMIN'),
    nobody: own(installation.stranger, 'NOBODY'),
    'city of Xuzhou': other(await installation.person('CITY', '320300'), 'CITY'),
    'district of Xuzhou': other(await installation.person('DIST', XUZHOU_GULOU), 'DIST'),
    'another district': other(await installation.person('DIST', JIANYE), 'DIST'),
    'another office': other(foreign.coord, 'COORD'),
    'another unit': other(foreign.unit, 'UNIT'),
    'auditor of Xuzhou': other(await installation.person('AUDIT', '320300'), 'AUDIT'),
  };

  const values: Values = {
    councilId,
    foreignCouncilId: foreign.councilId,
    ...{ unitId: leadUnitId, leadUnitId, leadHostUnitId: leadUnitId, intoUnitId: partnerUnitId },
    ...{ agreementId, projectId, activityId, fromActivityId: activityId, participantKey: partnerUnitId },
    ...{
      districtCode: GULOU,
      leadDistrict: GULOU,
      hostDistricts: [XUANWU, QINHUAI, GULOU],
      districts: [GULOU, QINHUAI],
    },
    ...{
      toDistrict: QINHUAI,
      fromDistrict: GULOU,
      divisionCode: '320100',
      level: 'CITY',
      scope: councilId,
      role: 'COORD',
    },
    ...{ mandateId: councilId, month: MONTH, period: MONTH, reportCode: 'R-01', version: 1, versionNo: 1, key: 'M1' },
    ...{
      stream: `agreement-${agreementId}`,
      obligationId: 'o1',
      milestoneId: 'm1',
      budgetLineId: 'b1',
      slotId: 's1',
      claimId: 'c1',
    },
    ...{
      contentHash: `sha256:${'0'.repeat(64)}`,
      asOf: NOW,
      startAt: '2026-03-09T01:00:00Z',
      endAt: '2026-03-09T03:00:00Z',
    },
    ...{
      effectiveOn: '2026-03-16',
      dueOn: '2026-06-30',
      termFrom: '2026-03-16',
      termTo: '2026-12-31',
      plannedOn: '2026-04-01',
    },
    ...{
      reachedOn: '2026-03-10',
      fulfilledOn: '2026-03-10',
      handoverOn: '2026-04-01',
      startOn: '2026-03-01',
      endOn: '2026-09-30',
    },
    ...{ establishedOn: '2025-01-01', adoptedOn: '2026-03-01', from: '2026-01-01', to: '2026-06-30', onSite: 12 },
    ...{
      workPhone: '025-84000000',
      subdistrictCode: '320106001',
      foundingDoc: '宁新商联〔2026〕7号',
      username: 'somebody',
    },
    uscc: inventedUscc(GULOU),
    parties: [leadUnitId, partnerUnitId].map((unitId) => ({ unitId, signatoryPost: '党支部书记' })),
    obligations: obligationsOf(units),
    participations: [{ unitId: partnerUnitId, onSite: 12 }],
    text: '示例·联合主题党日',
    'registerUnit.councilId': councilId,
    'proposeProject.partnerUnitIds': [partnerUnitId],
    'draftAgreement.councilId': councilId,
    'declaredStatistics.asOf': '2026-02',
  };
  const ids: Readonly<Record<string, string>> = {
    units: leadUnitId,
    councils: councilId,
    agreements: agreementId,
    projects: projectId,
    activities: activityId,
    accounts: newcomer.id,
  };
  const instead: Readonly<Record<string, Values>> = {
    acceptUnitTransfer: { id: leaving },
    declineUnitTransfer: { id: leaving },
    acceptProjectClaim: { id: claimed },
    declineProjectClaim: { id: claimed },
    claimProject: { id: claimed },
  };
  return {
    people,
    values,
    valuesOf: (operationId) => ({
      ...values,
      id: ids[api.operation(operationId).path.split('/')[1] as string] ?? councilId,
      ...instead[operationId],
    }),
  };
}

/** A council of another district of the same city, with an office and a unit of its own. */
async function foreignCouncil(installation: Installation): Promise<{ councilId: string; coord: Client; unit: Client }> {
  const founders = [await installation.person('DIST', JIANYE), await installation.person('DIST', JIANYE)] as const;
  const { id } = await founders[0].must('POST', '/councils', {
    name: '示例街区党建联席会',
    kind: 'BUSINESS_DISTRICT',
    leadAuthority: { name: '示例区委组织部', level: 'DISTRICT', divisionCode: JIANYE },
    hostDistricts: [JIANYE],
    meetingCadence: 'QUARTERLY',
  });
  await founders[1].must('POST', `/councils/${id}/establishment`, { establishedOn: '2025-01-01' });
  const coord = await installation.person('COORD', id);
  const conference = {
    districts: { [JIANYE]: founders },
    coord: [coord, coord],
    councilId: id,
  } as unknown as Conference;
  const unitId = await admitUnit(conference, { district: JIANYE, effectiveOn: '2026-01-12' });
  return { councilId: id, coord, unit: await installation.person('UNIT', unitId) };
}

type Units = Readonly<{ leadUnitId: string; partnerUnitId: string }>;

const obligationsOf = ({ leadUnitId, partnerUnitId }: Units) =>
  [leadUnitId, partnerUnitId].map((unitId, index) => ({
    ...{ obligationId: `o${index + 1}`, unitId, text: '每半年牵头一次联合主题党日' },
    ...{ measureUnit: 'TIMES', targetQty: 1, dueOn: '2026-06-30' },
  }));

async function activeAgreement(
  { councilId }: Conference,
  lead: Client,
  partner: Client,
  units: Units,
): Promise<string> {
  const { id } = await lead.must('POST', '/agreements', {
    councilId,
    kind: 'REGIONAL',
    title: '示例·商圈共建协议',
    parties: [units.leadUnitId, units.partnerUnitId].map((unitId) => ({ unitId, signatoryPost: '党支部书记' })),
    purpose: '双方围绕商圈治理开展组织共建、资源共享与服务联动，形成长期合作机制。',
    scopeItems: ['组织联建'],
    obligations: obligationsOf(units),
    ...{ termFrom: '2026-01-12', termTo: '2026-12-31', reviewCadence: 'HALF_YEARLY', copies: 2 },
  });
  const { position } = await lead.must('POST', `/agreements/${id}/freeze`);
  const { contentHash } = await lead.must('GET', `/agreements/${id}?minPosition=${position}`);
  for (const who of [lead, partner]) {
    await who.must('POST', `/agreements/${id}/signatures`, { contentHash, signatoryPost: '党支部书记' });
  }
  return id;
}

const projectOf = (councilId: string, { leadUnitId, partnerUnitId }: Units) => ({
  name: '示例·首店孵化导师团',
  category: 'STARTUP_EXPERIENCE',
  businessObjective: '帮助首店商户用好商圈资源',
  beneficiary: 'MERCHANTS',
  councilId,
  registeringAuthority: 'DIST',
  districts: [GULOU, QINHUAI],
  leadDistrict: GULOU,
  leadUnitId,
  partnerUnitIds: [partnerUnitId],
  plan: { startOn: '2026-01-12', endOn: '2026-09-30' },
  milestones: [{ milestoneId: 'm1', name: '导师团组建', dueOn: '2026-04-30', measure: '导师不少于五名并公布名单' }],
  expectedOutcome: { value: 20, unit: '户', text: '孵化首店不少于二十户' },
});

/** A project that a member unit has offered to help with. */
async function claimedProject(
  { councilId, districts }: Conference,
  lead: Client,
  member: Client,
  units: Units,
): Promise<string> {
  const { id } = await lead.must('POST', '/projects', projectOf(councilId, units));
  const [gulou] = districts[GULOU] as readonly [Client, Client];
  const [qinhuai] = districts[QINHUAI] as readonly [Client, Client];
  await gulou.must('POST', `/projects/${id}/registration`);
  await qinhuai.must('POST', `/projects/${id}/consents`);
  await gulou.must('POST', `/projects/${id}/claiming`, { slots: [{ slotId: 's1', name: '金融辅导', quantity: 5 }] });
  const claim = { slotId: 's1', quantity: 1, promise: '每月派两名客户经理到场辅导', plannedOn: '2026-04-01' };
  await member.must('POST', `/projects/${id}/claims`, claim);
  return id;
}

/** Closes the month, and has one office prepare and another publish what it says. */
async function publishMonth({ city, coord, councilId }: Conference, service: ScriptedService): Promise<void> {
  const baseline = { period: '2025', origin: 'MEASURED', pairs: 12, qualifier: 'EXACT' };
  const unitMonths = { numerator: 24, denominator: 1 };
  await city[0].must('POST', `/councils/${councilId}/baselines`, { ...baseline, unitMonths });
  const month = `/councils/${councilId}/periods/${MONTH}`;
  await coord[0].must('POST', `${month}/closing`);
  await service.setClock(SETTLED);
  const { position } = await coord[0].must('POST', `${month}/reports/R-01/generation`);
  const { reports } = await coord[1].must('GET', `${month}?minPosition=${position}`);
  await coord[1].must('POST', `${month}/reports/R-01/publication`, { contentHash: reports[0].contentHash });
}

const activityOf = (councilId: string, { leadUnitId, partnerUnitId }: Units) => ({
  councilId,
  title: '示例·联合主题党日',
  kind: 'THEME_DAY',
  leadHostUnitId: leadUnitId,
  ...{ startAt: '2026-02-12T01:00:00Z', endAt: '2026-02-12T03:00:00Z', place: '示例党群服务中心' },
  participations: [leadUnitId, partnerUnitId].map((unitId) => ({ unitId, onSite: 12 })),
  summary: '双方围绕商圈治理开展联合主题党日，交流经验并商定下一步合作事项。',
});
