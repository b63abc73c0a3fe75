import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { came, figureOf, publish, ReportReader } from './support/reports.js';
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
import { csvRows, xlsxSheets } from './support/spreadsheets.js';

const byDistrict = (measure: string) => [XUANWU, QINHUAI, GULOU].map((code) => `${measure}/${code}`);

describe('The worked month of March 2026, from the first unit to the corrected version', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let conference: Conference;
  let office: readonly [Client, Client];
  let reader: ReportReader;
  let lecture: string;
  let versions: string;

  const hold = async (
    title: string,
    startAt: string,
    hosts: readonly [string, ...string[]],
    ...participations: object[]
  ) => {
    const [leadHostUnitId, ...coHostUnitIds] = hosts;
    const { councilId } = conference;
    const held = { councilId, title, startAt, leadHostUnitId, coHostUnitIds, participations };
    return office[0].must('POST', '/activities', activityRecord(held));
  };

  beforeAll(async () => {
    database = await freshDatabase('worked-month');
    service = await startScriptedService({ databaseUrl: database.url, startAt: '2026-01-12T02:00:00.000Z' });
    conference = await establishCouncil(await Installation.setUp(service));
    office = conference.coord;
    const { councilId, districts, city } = conference;
    reader = new ReportReader(office[0], councilId);
    versions = `/councils/${councilId}/periods/2026-03/reports/R-01/versions`;
    const [qinhuai] = districts[QINHUAI] as readonly [Client, Client];
    const [xuanwu] = districts[XUANWU] as readonly [Client, Client];
    await city[0].must('POST', `/councils/${councilId}/baselines`, {
      ...{ period: '2026-02', origin: 'DECLARED', value: { numerator: 1578, denominator: 1000 } },
      ...{ qualifier: 'ABOUT', source: '示例材料' },
    });
    const five = {
      U1: await admitUnit(conference, { district: XUANWU }),
      U2: await admitUnit(conference, { district: QINHUAI }),
      U3: await admitUnit(conference, { district: GULOU }),
      U4: await admitUnit(conference, { district: GULOU, unitKind: 'PUBLIC' }),
      U5: await admitUnit(conference, { district: QINHUAI }),
    };

    await service.setClock('2026-03-06T02:00:00.000Z');
    const { U1, U2, U3, U5 } = five;
    await hold('示例·初心论坛', '2026-03-05T06:00:00.000Z', [U3], came(U1, 10), came(U2, 8), came(U3, 20), came(U5, 4));

    await service.setClock('2026-03-10T02:00:00.000Z');
    const transfer = { toDistrict: XUANWU, effectiveOn: '2026-03-16', reason: '办公地址迁至中山路' };
    await qinhuai.must('POST', `/units/${U5}/transfer-requests`, transfer);
    await xuanwu.must('POST', `/units/${U5}/transfer-acceptance`);

    await service.setClock('2026-03-19T02:00:00.000Z');
    await hold('示例·政治生日', '2026-03-18T06:00:00.000Z', [U2, U1], came(U1, 6), came(U2, 12), came(U5, 5));

    await service.setClock('2026-03-20T02:00:00.000Z');
    await admitUnit(conference, { district: QINHUAI });
    const outing = { councilId, leadHostUnitId: U1, startAt: '2026-03-25T06:00:00.000Z', participations: [] };
    const { participations: _, summary: __, ...plan } = activityRecord({ ...outing, title: '示例·户外宣讲' });
    const { id: planned } = await office[0].must('POST', '/activities/plans', plan);
    await service.setClock('2026-03-24T02:00:00.000Z');
    await office[0].must('POST', `/activities/${planned}/cancellation`, { reason: '当日有暴雨预警' });

    await service.setClock('2026-04-01T02:00:00.000Z');
    await hold('示例·夜间驿站服务', '2026-03-31T16:30:00.000Z', [U2], came(U2, 5));

    await service.setClock('2026-04-08T10:00:00.000Z');
    await publish(office, councilId, '2026-03', () => service.setClock('2026-04-08T10:01:00.000Z'));

    await service.setClock('2026-04-20T02:00:00.000Z');
    const late = await hold(
      '示例·雨花精神报告会',
      '2026-03-28T06:00:00.000Z',
      [U1],
      came(U1, 30),
      came(U3, 9),
      came(five.U4, 7),
    );
    lecture = late.id;
    await office[0].must('GET', `/activities/${lecture}?minPosition=${late.position}`);
  }, 180_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('M1 is 3 live and 2 as published; the cancelled one and the one after midnight are not in it', async () => {
    expect(await reader.texts('R-01', '2026-03', ['M1'])).toEqual(['3']);
    const { content } = await office[0].must('GET', `${versions}/1`);
    expect(figureOf(content, 'M1').text).toBe('2');
  });

  it('April shows it as 补报 and counts the one after midnight', async () => {
    const keys = ['M1', 'M3', 'LATE/M1/2026-03', 'LATE/M3/2026-03', 'CORRECTED/M1/2026-03'];
    expect(await reader.texts('R-01', '2026-04', keys)).toEqual(['1', '5', '1', '46', '0']);
  });

  it.each([
    ['LEAD', ['1', '1', '1']],
    ['INVOLVED', ['2', '1', '1']],
    ['SHARED', ['1.50', '0.50', '1.00']],
  ])('M2 under %s is %j for 玄武, 秦淮, 鼓楼', async (lens, expected) => {
    expect(await reader.texts('R-01', '2026-03', byDistrict(`M2/${lens}`), `&lens=${lens}`)).toEqual(expected);
  });

  it('M3 is 111; M4 is 51, 24, 36', async () => {
    expect(await reader.texts('R-01', '2026-03', ['M3', ...byDistrict('M4')])).toEqual(['111', '51', '24', '36']);
  });

  it('M5 is 5 and M6 is 5/6 = 83.3%', async () => {
    const report = await reader.read('R-01', '2026-03');
    expect(figureOf(report, 'M5').text).toBe('5');
    expect(figureOf(report, 'M6')).toMatchObject({ numerator: 5, denominator: 6, text: '83.3%' });
  });

  it('M7 is 3, M8 is 3/3, M9 is 49/111, strictly 38/111', async () => {
    const report = await reader.read('R-01', '2026-03');
    expect(figureOf(report, 'M7').text).toBe('3');
    expect(figureOf(report, 'M8')).toMatchObject({ numerator: 3, denominator: 3, text: '100.0%' });
    expect(figureOf(report, 'M9')).toMatchObject({ numerator: 49, denominator: 111, text: '44.1%' });
    expect(figureOf(report, 'M9/strict')).toMatchObject({ numerator: 38, denominator: 111, text: '34.2%' });
  });

  it('M10 is 9 / (4 + 12/31) = 2.05, M11 is +30.0%, and 9/4 = 2.25 of the same cohort', async () => {
    const participation = await reader.read('R-02', '2026-03');
    expect(figureOf(participation, 'UM').text).toBe('4.387');
    expect(figureOf(participation, 'M10')).toMatchObject({ numerator: 9, denominator: '136/31', text: '2.05' });
    expect(figureOf(participation, 'M11').text).toBe('+30.0%');
    const same = figureOf(await reader.read('R-03', '2026-03'), 'M10/SAME/ENTERPRISE');
    expect(same).toMatchObject({ numerator: 9, denominator: 4, text: '2.25' });
  });

  it('as of the day before it was entered, the late one is not in it', async () => {
    const then = '&asOf=2026-04-19T02:00:00.000Z';
    expect(await reader.texts('R-01', '2026-03', ['M1', 'M3', ...byDistrict('M4')], then)).toEqual([
      ...['2', '65', '21', '24', '20'],
    ]);
  });

  it('restated, everything of U5 is in 玄武', async () => {
    expect(await reader.texts('R-01', '2026-03', byDistrict('M4'), '&mode=RESTATED')).toEqual(['55', '20', '36']);
  });

  it('a figure opens to its events, and each of those can be looked at', async () => {
    const events = await reader.behind('R-01', '2026-03', `M4/${XUANWU}`);
    expect(events).toHaveLength(4);
    for (const { eventId, stream, version } of events) {
      const event = await conference.auditor.must('GET', `/events/${stream}/${version}`);
      expect(event).toMatchObject({ eventId, type: 'ParticipationRecorded' });
      expect(event.data.participation.districtCodeAtDate).toBe(XUANWU);
    }
    const sum = async (key: string) => (await reader.behind('R-01', '2026-03', key)).length;
    expect(await sum('M3')).toBe(10);
  });

  it('as of its instant, the live report still says what was published', async () => {
    const { asOf, content } = await office[0].must('GET', `${versions}/1`);
    const again = await reader.read('R-01', '2026-03', `&asOf=${asOf}`);
    const figures = ['M1', 'M3', 'M6', ...byDistrict('M2/INVOLVED'), ...byDistrict('M4')];
    expect(figures.map((key) => figureOf(again, key).text)).toEqual(figures.map((key) => figureOf(content, key).text));
  });

  it('a correction is ordered, lists what changed and why, and is published by somebody else', async () => {
    await service.setClock('2026-04-22T02:00:00.000Z');
    const { published: before } = await reader.read('R-01', '2026-03');
    expect(before).toMatchObject({ cutoff: '2026-04-08T10:00:00.000Z', callsForCorrection: true });
    const first = await office[0].must('GET', `${versions}/1`);

    const report = versions.replace(/\/versions$/, '');
    const reason = '示例·雨花精神报告会于4月20日补报';
    const { position } = await office[0].must('POST', `${report}/corrections`, { reason });
    const draft = await office[0].must('GET', `${versions}/2?minPosition=${position}`);
    const events = await office[0].must('GET', `/activities/${lecture}/history`);
    expect(draft).toMatchObject({ status: 'DRAFT', reason, versionNo: 2 });
    expect(draft.causedByEvents).toEqual(events.items.map(({ eventId }: { eventId: string }) => eventId));
    const changed = Object.fromEntries(
      draft.cells.map(({ key, old, new: now }: Record<string, { text: string }>) => [key, [old?.text, now?.text]]),
    );
    expect(changed).toMatchObject({ M1: ['2', '3'], M3: ['65', '111'], [`M4/${GULOU}`]: ['20', '36'] });
    expect(changed).not.toHaveProperty(`M4/${QINHUAI}`);

    const publication = { contentHash: draft.contentHash };
    expect((await office[0].post(`${report}/publication`, publication)).status).toBe(403);
    const done = await office[1].must('POST', `${report}/publication`, publication);
    const { published } = await reader.read('R-01', '2026-03', `&minPosition=${done.position}`);
    expect(published.versions.map(({ versionNo }: { versionNo: number }) => versionNo)).toEqual([1, 2]);
    expect(published).toMatchObject({ changed: [], callsForCorrection: false });
    expect(await office[0].must('GET', `${versions}/1`)).toEqual(first);
  });

  it('CSV and XLSX say the same', async () => {
    const report = await reader.read('R-01', '2026-03', '&lens=SHARED');
    const told = report.tables.flatMap(({ columns, rows }: Record<string, any[]>) =>
      (rows ?? []).flatMap(({ label, cells }) => (columns ?? []).map(({ key }) => [label, cells[key]?.text] as const)),
    ) as [string, string | undefined][];
    const rows = csvRows((await reader.file('R-01', '2026-03', 'csv', '&lens=SHARED')).bytes.toString('utf8'));
    const sheets = [
      ...xlsxSheets((await reader.file('R-01', '2026-03', 'xlsx', '&lens=SHARED')).bytes).values(),
    ].flat();
    for (const [label, text] of told) {
      if (text === undefined) continue;
      expect(rows.filter(([first]) => first === label).flat()).toContain(text);
      const shown = sheets.filter(([first]) => first === label).flat();
      const number = Number.parseFloat(text);
      expect(shown.map(String)).toContain(
        Number.isNaN(number) || /^\d{4}-/.test(text)
          ? text
          : text.endsWith('%')
            ? String(Number(`${number}e-2`))
            : String(number),
      );
    }
    expect(told.length).toBeGreaterThan(30);
    const address = `/reports/R-01?councilId=${conference.councilId}&period=2026-03`;
    const accepted = await office[0].get(address, { headers: { accept: 'text/csv' } });
    expect(accepted.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(rows).toContainEqual(['内容摘要', report.header.contentHash]);
    expect(sheets).toContainEqual(['内容摘要', report.header.contentHash]);
  });

  it('a published version never changes, not even for its file', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async (no) => csvRows((await office[1].get(`${versions}/${no}?format=csv`)).bytes.toString('utf8'))),
    );
    expect(first).toContainEqual(['版本', '第1版']);
    expect(first).toContainEqual(['活动数', '2', '']);
    expect(second).toContainEqual(['活动数', '3', '']);
  });
});
