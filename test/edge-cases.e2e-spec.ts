import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { came, figureOf, notesOf, publish, ReportReader } from './support/reports.js';
import {
  activityRecord,
  admitUnit,
  type Conference,
  establishCouncil,
  GULOU,
  inventedUscc,
  QINHUAI,
  unitProfile,
  XUANWU,
} from './support/scenario.js';
import { type Service, startScriptedService } from './support/service.js';

const BAIXIA = '320103';
const PUKOU = '320111';

// One council and one clock that only goes forward: each case leaves the months of the later ones alone.
describe('The edge cases of counting, through the API', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let conference: Conference;
  let office: readonly [Client, Client];
  let reader: ReportReader;
  let xuanwuUnit: string;
  let qinhuaiUnit: string;
  let gulouUnit: string;
  /** Of 白下, which was merged into 秦淮 in 2013. */
  let oldCouncil: Readonly<{ id: string; office: Client }>;

  const district = (code: string) => conference.districts[code] as readonly [Client, Client];
  const hold = async (startAt: string, hosts: readonly [string, ...string[]], ...participations: object[]) => {
    const [leadHostUnitId, ...coHostUnitIds] = hosts;
    const { councilId } = conference;
    const held = activityRecord({ councilId, startAt, leadHostUnitId, coHostUnitIds, participations });
    const { id, position } = await office[0].must('POST', '/activities', held);
    await office[0].must('GET', `/activities/${id}?minPosition=${position}`);
    return id as string;
  };
  /** Sends a command and waits until everybody can see what it did. */
  const done = async (client: Client, path: string, body: object = {}) => {
    const { id, position } = await client.must('POST', path, body);
    await conference.auditor.must('GET', `/councils?limit=1&minPosition=${position}`);
    return id as string;
  };
  const texts = (period: string, keys: readonly string[], query = '') => reader.texts('R-01', period, keys, query);

  /** A council of 白下 and 玄武 in 2012, with a unit of 白下 that held an activity there. */
  async function rememberBaixia(installation: Installation): Promise<Readonly<{ id: string; office: Client }>> {
    const proposer = await installation.person('CITY', '320100');
    const approver = await installation.person('CITY', '320100');
    const baixia = await installation.person('DIST', BAIXIA);
    const { id } = await proposer.must('POST', '/councils', {
      ...{ name: '示例旧街口党建联席会', kind: 'BUSINESS_DISTRICT', hostDistricts: [XUANWU, BAIXIA] },
      leadAuthority: { name: '示例市委组织部', level: 'CITY', divisionCode: '320100' },
      meetingCadence: 'QUARTERLY',
    });
    await approver.must('POST', `/councils/${id}/establishment`, { establishedOn: '2012-01-01' });
    const coord = await installation.person('COORD', id);
    const { id: unitId } = await baixia.must('POST', '/units', unitProfile({ district: BAIXIA }));
    await baixia.must('PUT', `/units/${unitId}/contact`, { displayName: '示例联络员', workPhone: '025-84000000' });
    await baixia.must('POST', `/units/${unitId}/recommendations`, { councilId: id });
    await coord.must('POST', `/units/${unitId}/activation`, { councilId: id });
    await coord.must('POST', `/councils/${id}/members`, { unitId });
    await service.setClock('2012-06-02T02:00:00.000Z');
    await coord.must(
      'POST',
      '/activities',
      activityRecord({
        ...{ councilId: id, leadHostUnitId: unitId, startAt: '2012-06-01T02:00:00.000Z' },
        participations: [came(unitId, 7)],
      }),
    );
    return { id, office: coord };
  }

  beforeAll(async () => {
    database = await freshDatabase('edge-cases');
    service = await startScriptedService({ databaseUrl: database.url, startAt: '2012-03-01T02:00:00.000Z' });
    const installation = await Installation.setUp(service);
    oldCouncil = await rememberBaixia(installation);
    await service.setClock('2026-01-05T02:00:00.000Z');
    conference = await establishCouncil(installation);
    office = conference.coord;
    reader = new ReportReader(office[0], conference.councilId);
    xuanwuUnit = await admitUnit(conference, { district: XUANWU });
    qinhuaiUnit = await admitUnit(conference, { district: QINHUAI });
    gulouUnit = await admitUnit(conference, { district: GULOU });
  }, 180_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('E4: what 白下 did stays there, and is 秦淮’s when restated', async () => {
    const { id, office: remembering } = oldCouncil;
    const old = new ReportReader(remembering, id);
    const keys = [`M4/${BAIXIA}`, `M2/INVOLVED/${BAIXIA}`];
    const heirs = [`M4/${QINHUAI}`, `M2/INVOLVED/${QINHUAI}`];
    expect(await old.texts('R-01', '2012-06', keys)).toEqual(['7', '1']);
    expect(await old.texts('R-01', '2012-06', heirs, '&mode=RESTATED')).toEqual(['7', '1']);
    expect(await old.texts('R-01', '2012-06', keys, '&mode=RESTATED&asOf=2012-12-31T00:00:00Z')).toEqual(['7', '1']);
    const refused = await conference.city[0].post('/councils', {
      ...{
        name: '示例联席会',
        kind: 'BUSINESS_DISTRICT',
        hostDistricts: [XUANWU, BAIXIA],
        meetingCadence: 'QUARTERLY',
      },
      leadAuthority: { name: '示例市委组织部', level: 'CITY', divisionCode: '320100' },
    });
    expect(refused.body).toMatchObject({ code: 'council/district-not-in-force' });
  });

  it('E22: M11 reads — without a baseline and with one of zero, and says which', async () => {
    await service.setClock('2026-01-21T02:00:00.000Z');
    const missing = await reader.read('R-02', '2026-01');
    expect(figureOf(missing, 'M11').text).toBe('—');
    expect(notesOf(missing, 'totals')).toBe('基期未设定，不可比。');
    await done(conference.city[0], `/councils/${conference.councilId}/baselines`, {
      ...{ period: '2025Q4', origin: 'DECLARED', value: { numerator: 0, denominator: 1 }, qualifier: 'EXACT' },
      source: '示例材料',
    });
    const zero = await reader.read('R-02', '2026-01');
    expect(figureOf(zero, 'M11').text).toBe('—');
    expect(notesOf(zero, 'totals')).toBe('基期为零，不可比。');
  });

  let joint: string;

  it('E1: one activity of two host districts is 1 in total, 1+1 involved, 1+0 led, 0.5+0.5 shared', async () => {
    joint = await hold(
      '2026-01-20T02:00:00.000Z',
      [xuanwuUnit, qinhuaiUnit],
      came(xuanwuUnit, 30),
      came(qinhuaiUnit, 5),
    );
    expect(await texts('2026-01', ['M1'])).toEqual(['1']);
    for (const [lens, expected] of [
      ['INVOLVED', ['1', '1', '0']],
      ['LEAD', ['1', '0', '0']],
      ['SHARED', ['0.50', '0.50', '0.00']],
    ] as const) {
      const keys = [XUANWU, QINHUAI, GULOU].map((code) => `M2/${lens}/${code}`);
      expect(await texts('2026-01', keys, `&lens=${lens}`)).toEqual(expected);
    }
    expect(notesOf(await reader.read('R-01', '2026-01'), 'byDistrict')).toBe(
      '各区之和大于合计，因联合主办活动分别计入。',
    );
  });

  it('E26: who comes with two units counts twice, and the report says so', async () => {
    const report = await reader.read('R-01', '2026-01');
    expect(figureOf(report, 'M3').text).toBe('35');
    expect(notesOf(report, 'totals')).toContain('同一人随两个单位参加的计两次');
  });

  it('E8: what is entered after the close changes the live figures, not v1, and is 补报 in the next month', async () => {
    await service.setClock('2026-02-06T02:00:00.000Z');
    await publish(office, conference.councilId, '2026-01', () => service.setClock('2026-02-06T02:01:00.000Z'));
    await service.setClock('2026-02-09T02:00:00.000Z');
    await hold('2026-01-15T02:00:00.000Z', [gulouUnit], came(gulouUnit, 8));
    expect(await texts('2026-01', ['M1', 'M3'])).toEqual(['2', '43']);
    const v1 = await office[0].must('GET', `/councils/${conference.councilId}/periods/2026-01/reports/R-01/versions/1`);
    expect([figureOf(v1.content, 'M1').text, figureOf(v1.content, 'M3').text]).toEqual(['1', '35']);
    expect(await texts('2026-02', ['M1', 'LATE/M1/2026-01', 'LATE/M3/2026-01'])).toEqual(['0', '1', '8']);
    const { published } = await reader.read('R-01', '2026-01');
    expect(published.versions).toHaveLength(1);
    expect(figureOf({ tables: [published.comparison] }, 'late/M1').text).toBe('1');
  });

  it('E19: a headcount corrected down after the close is 更正, once the district has agreed', async () => {
    const correction = { participantKey: xuanwuUnit, onSite: 20, reason: '签到表重复登记十人，现予更正' };
    await done(office[0], `/activities/${joint}/participation-corrections`, correction);
    expect(await texts('2026-01', ['M3'])).toEqual(['43']);
    const approval = { participantKey: xuanwuUnit };
    await done(district(XUANWU)[0], `/activities/${joint}/participation-correction-approvals`, approval);
    expect(await texts('2026-01', ['M3'])).toEqual(['33']);
    expect(await texts('2026-02', ['LATE/M3/2026-01', 'CORRECTED/M1/2026-01', 'CORRECTED/M3/2026-01'])).toEqual([
      ...['8', '0', '-10'],
    ]);
    const { published } = await reader.read('R-01', '2026-01');
    const { rows } = published.comparison;
    expect(
      rows.map(({ cells }: any) => ['published', 'late', 'corrected', 'live'].map((key) => cells[key].text)),
    ).toEqual([
      ['1', '1', '0', '2'],
      ['35', '8', '-10', '33'],
    ]);
  });

  it('E5: a unit that joins on 11 February has 18/28 unit-months, and takes part from its first day', async () => {
    await service.setClock('2026-02-11T02:00:00.000Z');
    const before = figureOf(await reader.read('R-02', '2026-02'), 'UM/all').numerator;
    const newcomer = await admitUnit(conference, { district: GULOU });
    await hold('2026-02-10T02:00:00.000Z', [gulouUnit], came(gulouUnit, 1), came(newcomer, 3));
    await hold('2026-02-11T00:30:00.000Z', [gulouUnit], came(gulouUnit, 1), came(newcomer, 4));
    expect(before).toBe('33/28');
    await service.setClock('2026-03-02T02:00:00.000Z');
    const report = await reader.read('R-02', '2026-02');
    expect(figureOf(report, 'UM/all').numerator).toBe('51/14'); // 3 + 18/28
    expect(figureOf(report, 'M10/all').numerator).toBe(3);
    expect(await texts('2026-02', ['M3', 'M5'])).toEqual(['9', '2']);
  });

  it('E3: a unit that moves on 16 March counts in its old district before, in its new one from that day on', async () => {
    const mover = await admitUnit(conference, { district: QINHUAI });
    const transfer = { toDistrict: XUANWU, effectiveOn: '2026-03-16', reason: '办公地址迁至中山路' };
    await district(QINHUAI)[0].must('POST', `/units/${mover}/transfer-requests`, transfer);
    await done(district(XUANWU)[0], `/units/${mover}/transfer-acceptance`);
    await service.setClock('2026-03-17T02:00:00.000Z');
    await hold('2026-03-15T02:00:00.000Z', [mover], came(mover, 10));
    await hold('2026-03-16T02:00:00.000Z', [mover], came(mover, 11));
    const keys = [XUANWU, QINHUAI].flatMap((code) => [`M2/INVOLVED/${code}`, `M4/${code}`]);
    expect(await texts('2026-03', keys)).toEqual(['1', '11', '1', '10']);
    expect(await texts('2026-03', keys, '&mode=RESTATED')).toEqual(['2', '21', '0', '0']);
  });

  it('E6: a suspended member is an outsider that day: in the person-times, in no member measure', async () => {
    const resting = await admitUnit(conference, { district: GULOU });
    const before = await texts('2026-03', ['M3', 'M5']);
    expect(before).toEqual(['21', '1']);
    const suspension = { unitId: resting, effectiveOn: '2026-03-17', reason: '内部整顿期间暂停' };
    await done(office[0], `/councils/${conference.councilId}/member-suspensions`, suspension);
    await service.setClock('2026-03-18T04:00:00.000Z');
    await hold('2026-03-18T02:00:00.000Z', [gulouUnit], came(gulouUnit, 5), came(resting, 6));
    expect(await texts('2026-03', ['M3', 'M5'])).toEqual(['32', '2']);
    expect(notesOf(await reader.read('R-01', '2026-03'), 'totals')).toContain('外部单位和暂停成员参加1组');
  });

  it('E9: of a month two closes ago the second version shows both dates', async () => {
    await service.setClock('2026-03-20T02:00:00.000Z');
    const { councilId } = conference;
    await publish(office, councilId, '2026-02', () => service.setClock('2026-03-20T02:01:00.000Z'));
    await service.setClock('2026-03-20T06:00:00.000Z');
    await hold('2026-01-10T02:00:00.000Z', [qinhuaiUnit], came(qinhuaiUnit, 2));
    expect(await texts('2026-03', ['LATE/M1/2026-01', 'LATE/M1/total'])).toEqual(['1', '1']);
    expect(await texts('2026-02', ['LATE/M1/2026-01'])).toEqual(['1']); // the one of E8, before the close of February
    await done(office[0], `/councils/${councilId}/periods/2026-01/reports/R-01/corrections`, {
      reason: '补录一月份活动两场并更正人次',
    });
    const { published } = await reader.read('R-01', '2026-01');
    expect(published.versions.map(({ asOf }: { asOf: string }) => asOf)).toEqual([
      '2026-02-06T02:00:00.000Z',
      '2026-03-20T06:00:00.000Z',
    ]);
  });

  it('E18: an activity voided in a closed month is −1 live, stands in v1, and is named in the register', async () => {
    await service.setClock('2026-03-21T02:00:00.000Z');
    const report = `/councils/${conference.councilId}/periods/2026-01/reports/R-01`;
    const draft = await office[0].must('GET', `${report}/versions/2`);
    const { contentHash } = draft;
    await done(office[1], `${report}/publication`, { contentHash });
    const voiding = { reason: '经核实该活动未实际开展' };
    expect((await office[0].post(`/activities/${joint}/voiding`, voiding)).body).toMatchObject({
      code: 'activity/closed-month-voided-by-district',
    });
    await done(district(XUANWU)[0], `/activities/${joint}/voiding`, voiding);
    expect(await texts('2026-01', ['M1'])).toEqual(['2']);
    const v2 = await office[0].must('GET', `${report}/versions/2`);
    expect(figureOf(v2.content, 'M1').text).toBe('3');

    await done(office[0], `${report}/corrections`, voiding);
    const { published } = await reader.read('R-01', '2026-01');
    const { items } = await conference.auditor.must('GET', `/activities/${joint}/history`);
    const voided = items.find(({ type }: { type: string }) => type === 'ActivityVoided');
    expect(published.versions.at(-1)).toMatchObject({
      versionNo: 3,
      publishedAt: null,
      causedByEvents: [voided.eventId],
    });
    const m1 = published.versions.at(-1).cells.find(({ key }: { key: string }) => key === 'M1');
    expect(m1).toMatchObject({ old: { text: '3' }, new: { text: '2' } });
  });

  it('E7: a guest counts in the person-times and, where its district is known, in the cross-district share', async () => {
    await service.setClock('2026-04-11T02:00:00.000Z');
    const known = came({ name: '示例浦口企业党支部', districtCode: PUKOU }, 3);
    await hold(
      '2026-04-10T02:00:00.000Z',
      [xuanwuUnit],
      came(xuanwuUnit, 6),
      known,
      came({ name: '示例路过的党小组' }, 1),
    );
    expect(await texts('2026-04', ['M3', 'M5', 'M9', 'M7', `M4/${PUKOU}`, 'M4/UNKNOWN'])).toEqual([
      ...['10', '1', '30.0%', '1', '3', '1'],
    ]);
    expect(notesOf(await reader.read('R-01', '2026-04'), 'totals')).toContain('未记录所属区的1人次');
  });

  it('E24: two Party organizations of one legal person are two units, and share no headcount', async () => {
    const uscc = inventedUscc(XUANWU);
    const shared = () => ({
      ...unitProfile({ district: XUANWU }),
      ...{ hostKind: 'SAME_AS_SUPERIOR', hostEntities: [{ name: '示例集团有限公司', uscc }] },
    });
    const admit = async (profile: object) => {
      const { id } = await district(XUANWU)[0].must('POST', '/units', profile);
      const contact = { displayName: '示例联络员', workPhone: '025-84000000' };
      await district(XUANWU)[0].must('PUT', `/units/${id}/contact`, contact);
      const { councilId } = conference;
      await district(XUANWU)[0].must('POST', `/units/${id}/recommendations`, { councilId });
      const activated = await office[0].post(`/units/${id}/activation`, { councilId });
      if (activated.status === 200) await office[0].must('POST', `/councils/${councilId}/members`, { unitId: id });
      return { id, activated };
    };
    const [first, second] = [await admit(shared()), await admit(shared())];
    const sole = { ...shared(), hostKind: 'LEGAL_ENTITY' };
    expect((await admit(sole)).activated.status).toBe(200);
    expect((await admit(sole)).activated.body).toMatchObject({ code: 'unit/uscc-taken', ruleId: 'UNIT-a' });
    await hold('2026-04-11T00:30:00.000Z', [first.id], came(first.id, 3), came(second.id, 4));
    expect(await texts('2026-04', ['M3', 'M5'])).toEqual(['17', '3']);
  });

  it('E10: an activity belongs to the local day on which it starts; what takes longer is a series', async () => {
    await service.setClock('2026-05-02T02:00:00.000Z');
    await hold('2026-04-30T15:30:00.000Z', [qinhuaiUnit], came(qinhuaiUnit, 1)); // 23:30, until after midnight
    await hold('2026-04-30T16:30:00.000Z', [qinhuaiUnit], came(qinhuaiUnit, 2)); // 00:30 on 1 May
    expect(await texts('2026-04', ['M1', 'M3'])).toEqual(['3', '18']);
    expect(await texts('2026-05', ['M1', 'M3'])).toEqual(['1', '2']);
    const session = {
      councilId: conference.councilId,
      leadHostUnitId: qinhuaiUnit,
      participations: [came(qinhuaiUnit, 1)],
    };
    const week = {
      ...activityRecord({ ...session, startAt: '2026-04-20T02:00:00.000Z' }),
      endAt: '2026-04-27T02:00:00Z',
    };
    expect((await office[0].post('/activities', week)).body).toMatchObject({ code: 'activity/ends-too-soon-or-late' });
  });

  it('E25: a merged unit keeps its history; restated, it is its survivor', async () => {
    await service.setClock('2026-06-01T02:00:00.000Z');
    const survivor = await admitUnit(conference, { district: XUANWU });
    await service.setClock('2026-06-10T02:00:00.000Z');
    await hold('2026-06-02T02:00:00.000Z', [xuanwuUnit], came(xuanwuUnit, 3), came(survivor, 4));
    const joined = async (query = '') => figureOf(await reader.read('R-02', '2026-06', query), 'M10/all').numerator;
    expect([await texts('2026-06', ['M3', 'M5']), await joined()]).toEqual([['7', '2'], 2]);
    const merger = { intoUnitId: survivor, reason: '两家单位合并重组' };
    await done(district(XUANWU)[0], `/units/${xuanwuUnit}/merger`, merger);
    expect([await texts('2026-06', ['M3', 'M5']), await joined()]).toEqual([['7', '2'], 2]);
    const restated = '&mode=RESTATED';
    expect([await texts('2026-06', ['M3', 'M5'], restated), await joined(restated)]).toEqual([['7', '1'], 1]);
  });

  it('E27: the duty district changes on its day', async () => {
    const { councilId, city } = conference;
    const term = (districtCode: string, from: string, to: string) =>
      done(city[0], `/councils/${councilId}/duty-terms`, { districtCode, from, to });
    await term(XUANWU, '2026-06-01', '2026-07-15');
    await term(QINHUAI, '2026-07-16', '2026-12-31');
    const onDuty = async () => (await office[0].must('GET', `/councils/${councilId}`)).dutyDistrict;
    await service.setClock('2026-07-15T15:59:59.000Z');
    expect(await onDuty()).toBe(XUANWU);
    await service.setClock('2026-07-15T16:00:00.000Z');
    expect(await onDuty()).toBe(QINHUAI);
  });

  it('E28: the service’s clock says what is known when; the future is refused, and the distant past is the office’s', async () => {
    await service.setClock('2027-01-20T02:00:00.000Z');
    const lead = await conference.installation.person('UNIT', gulouUnit);
    const at = (startAt: string) => {
      const { councilId } = conference;
      return activityRecord({ councilId, leadHostUnitId: gulouUnit, startAt, participations: [came(gulouUnit, 1)] });
    };
    const wrong = { headers: { date: 'Fri, 01 Jan 2038 00:00:00 GMT' } };
    const { id, position } = (await lead.post('/activities', at('2027-01-19T02:00:00.000Z'), wrong)).body;
    const { items } = await lead.must('GET', `/activities/${id}/history?minPosition=${position}`);
    expect(items[0].recordedAt).toBe('2027-01-20T02:00:00.000Z');
    const refusal = async (startAt: string) => (await lead.post('/activities', at(startAt))).body.code;
    expect(await refusal('2027-01-20T02:00:01.000Z')).toBe('activity/in-future');
    expect(await refusal('2026-01-18T02:00:00.000Z')).toBe('activity/too-long-ago');
    expect((await office[0].post('/activities', at('2026-01-18T02:00:00.000Z'))).status).toBe(201);
  });
});
