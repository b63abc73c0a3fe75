import { operationOf } from '@lianjian/http/operation';
import type { Actor } from '@lianjian/permissions/actor';
import type { z } from 'zod';
import { csvRows, xlsxSheets } from '../../../../test/support/spreadsheets.js';
import { controllers } from '../queries.js';
import { type Json, ReadSide, somebody } from '../testing.js';
import { figureOf, ReportReader, rowsOf } from './testing.js';
import {
  activities,
  CLOSE,
  COUNCIL,
  closed,
  GULOU,
  LATE,
  QINHUAI,
  record,
  units,
  written,
  XUANWU,
} from './worked-month.js';

const NOW = '2026-05-15T02:00:00.000Z';
const office = somebody('COORD', COUNCIL);

let side: ReadSide;
let march: ReportReader;
const textsOf = (report: Json, ...keys: string[]) => keys.map((key) => figureOf(report, key).text);
const byDistrict = (measure: string) => [XUANWU, QINHUAI, GULOU].map((code) => `${measure}/${code}`);

beforeAll(async () => {
  side = await ReadSide.start(NOW);
  march = new ReportReader(side, COUNCIL, '2026-03', office);
  for (const [at, stream, events] of written) await side.append(stream, at, ...events);
}, 60_000);
afterAll(() => side?.stop());

describe('R-01 of the worked month', () => {
  it('says live what everybody knows by now', async () => {
    const live = await march.read('R-01');
    expect(textsOf(live, 'M1', 'M3', 'M5', 'M6', 'M7', 'M8', 'M9', 'M9/strict', 'M37', 'VERIFIED')).toEqual([
      ...['3', '111', '5', '83.3%', '3', '100.0%', '44.1%', '34.2%', '33.3%', '0.0%'],
    ]);
    expect(figureOf(live, 'M6')).toMatchObject({ numerator: 5, denominator: 6 });
    expect(figureOf(live, 'M9')).toMatchObject({ numerator: 49, denominator: 111 });
    expect(figureOf(live, 'M9/strict')).toMatchObject({ numerator: 38, denominator: 111 });
    expect(textsOf(live, ...byDistrict('M4'))).toEqual(['51', '24', '36']);
    expect(live.header).toMatchObject({
      reportCode: 'R-01',
      version: null,
      asOf: NOW,
      lens: 'INVOLVED',
      mode: 'AS_WAS',
    });
  });

  it.each([
    ['LEAD', ['1', '1', '1']],
    ['INVOLVED', ['2', '1', '1']],
    ['SHARED', ['1.50', '0.50', '1.00']],
  ])('tells the districts under %s %j', async (lens, expected) => {
    expect(textsOf(await march.read('R-01', `&lens=${lens}`), ...byDistrict(`M2/${lens}`))).toEqual(expected);
  });

  it('says as of the close what was known at the close', async () => {
    const then = await march.read('R-01', `&asOf=${CLOSE}`);
    expect(textsOf(then, 'M1', 'M3', 'M5', 'M6', ...byDistrict('M4'))).toEqual([
      ...['2', '65', '4', '66.7%', '21', '24', '20'],
    ]);
    expect(textsOf(await march.read('R-01', '&asOf=2026-03-18T16:00:00.000Z'), 'M1', 'M3')).toEqual(['1', '42']);
    expect(textsOf(await march.read('R-01', '&asOf=2026-03-05T00:00:00.000Z'), 'M1', 'M6')).toEqual(['0', '0.0%']);
  });

  it('counts the movers where they were, or all along where they are now', async () => {
    const restated = await march.read('R-01', '&mode=RESTATED');
    expect(textsOf(restated, ...byDistrict('M4'))).toEqual(['55', '20', '36']);
    const notYet = await march.read('R-01', '&mode=RESTATED&asOf=2026-03-12T02:00:00.000Z');
    expect(textsOf(notYet, ...byDistrict('M4'))).toEqual(['10', '12', '20']);
  });

  it('shows the late activity in April beside the figures, not in them', async () => {
    const { body: april } = await side.get(`reports/R-01?councilId=${COUNCIL}&period=2026-04`, office);
    expect(textsOf(april, 'M1', 'M3', 'LATE/M1/2026-03', 'LATE/M3/2026-03', 'CORRECTED/M1/2026-03')).toEqual([
      ...['1', '5', '1', '46', '0'],
    ]);
    const before = await side.get(`reports/R-01?councilId=${COUNCIL}&period=2026-04&asOf=2026-04-19T00:00:00Z`, office);
    expect(textsOf(before.body, 'LATE/M1/total', 'LATE/M3/total')).toEqual(['0', '0']);
  });
});

describe('The other reports of the month', () => {
  it('R-02 and R-03 measure frequency against the baseline', async () => {
    const participation = await march.read('R-02');
    expect(textsOf(participation, 'UM', 'M10', 'M11', 'M31')).toEqual(['4.387', '2.05', '+30.0%', '1']);
    expect(figureOf(participation, 'M10')).toMatchObject({ numerator: 9, denominator: '136/31' });
    const frequency = await march.read('R-03');
    expect(figureOf(frequency, 'M10/SAME/ENTERPRISE')).toMatchObject({ numerator: 9, denominator: 4, text: '2.25' });
  });

  it('R-02 names those who need a call to the office only', async () => {
    const tables = async (actor: Actor) => (await march.read('R-02', '', actor)).tables.map(({ id }: Json) => id);
    expect(await tables(office)).toContain('silentUnits');
    expect(await tables(somebody('CITY', '320100'))).not.toContain('silentUnits');
    expect(await tables(somebody('AUDIT', '320100'))).not.toContain('silentUnits');
  });

  it('R-12 balances every district', async () => {
    const told = rowsOf(await march.read('R-12'), 'balance').map(({ key, cells }: Json) => [
      key,
      ...Object.values<Json>(cells).map(({ text }) => text),
    ]);
    expect(told).toEqual([
      [XUANWU, '1', '0', '0', '0', '0', '1', '0', '2'],
      [QINHUAI, '2', '1', '0', '0', '0', '0', '1', '2'],
      [GULOU, '2', '0', '0', '0', '0', '0', '0', '2'],
      ['total', '5', '1', '0', '0', '0', '1', '1', '6'],
    ]);
  });
});

describe('A figure', () => {
  it('opens to events that exist and belong to it', async () => {
    const streams = (await march.behind('R-01', 'M1')).map(({ stream }) => stream);
    expect(new Set(streams)).toEqual(new Set(['A1', 'A2', 'A3'].map((nr) => `activity-${activities[nr as 'A1']}`)));
    const inQinhuai = await march.behind('R-01', `M4/${QINHUAI}`);
    expect(inQinhuai.map(({ stream, type, label }) => [stream, type, label])).toEqual([
      [`activity-${activities.A1}`, 'ParticipationRecorded', '记录参与'],
      [`activity-${activities.A1}`, 'ParticipationRecorded', '记录参与'],
      [`activity-${activities.A2}`, 'ParticipationRecorded', '记录参与'],
    ]);
  });

  it.each(['R-01', 'R-02', 'R-03', 'R-12'])(
    'of %s opens to as many events as it says, each in the log',
    async (code) => {
      const { opened, faults } = await march.openEveryCell(code);
      expect(faults).toEqual([]);
      expect(opened).toBeGreaterThan(5);
    },
  );

  it('is paged without repeating or skipping an event, whatever becomes known meanwhile', async () => {
    const path = `reports/R-01/cells?councilId=${COUNCIL}&period=2026-03&limit=4&key=M3`;
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await side.get(`${path}${cursor}`, office);
      seen.push(...body.items.map(({ eventId }: Json) => eventId));
      if (!body.nextCursor) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual((await march.behind('R-01', 'M3')).map(({ eventId }) => eventId));
    expect(seen).toHaveLength(10);
    expect((await side.get(`${path}&cursor=eyJhIjoxfQ`, office)).status).toBe(400);
  });

  it('that there is none of is not found', async () => {
    expect((await side.get(`reports/R-01/cells?councilId=${COUNCIL}&period=2026-03&key=M99`, office)).status).toBe(404);
  });
});

describe('Who reads a report', () => {
  it.each([
    ['the office', office, 200],
    ['a host district', somebody('DIST', GULOU), 200],
    ['the city', somebody('CITY', '320100'), 200],
    ['an auditor', somebody('AUDIT', '320100'), 200],
    ['another office', somebody('COORD', 'cccccccc-0000-4000-8000-000000000099'), 404],
    ['a district that has no part in it', somebody('DIST', '320111'), 404],
    ['another city', somebody('CITY', '320500'), 404],
    ['a member', somebody('UNIT', units.U1), 403],
  ])('%s is answered %#', async (_, actor, status) => {
    for (const code of ['R-01', 'R-02', 'R-03', 'R-04', 'R-05', 'R-12']) {
      const { status: answered } = await side.get(`reports/${code}?councilId=${COUNCIL}&period=2026-03`, actor);
      expect([code, answered]).toEqual([code, status]);
    }
    const { status: opened } = await side.get(`reports/R-01/cells?councilId=${COUNCIL}&period=2026-03&key=M1`, actor);
    expect(opened).toBe(status);
  });

  it('a district that has members in it, though it is no host', async () => {
    const moved = somebody('DIST', '320105');
    const open = async () => (await side.get(`reports/R-01?councilId=${COUNCIL}&period=2026-03`, moved)).status;
    expect(await open()).toBe(404);
    const transfer = { from: QINHUAI, to: '320105', effectiveOn: '2026-05-10', reason: '办公地址迁至河西大街' };
    await side.append(`unit-${units.U6}`, '2026-05-10T02:00:00.000Z', {
      type: 'UnitDistrictTransferred',
      data: { ...transfer, requestedBy: 'qinhuai', acceptedBy: 'jianye' },
    });
    expect(await open()).toBe(200);
  });
});

describe('An export', () => {
  const file = (format: string, query = '', code = 'R-01') =>
    side.get(`reports/${code}?councilId=${COUNCIL}&period=2026-03&asOf=${LATE}&format=${format}${query}`, office);

  it('is a file with a Chinese name and the head of the report', async () => {
    const { headers, body } = await file('csv', '&lens=SHARED');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const name = encodeURIComponent('跨区活动月报_示例商圈党建联席会_2026-03_实时.csv');
    expect(headers['content-disposition']).toBe(`attachment; filename="R-01_2026-03.csv"; filename*=UTF-8''${name}`);
    const { header } = await march.read('R-01', `&asOf=${LATE}&lens=SHARED`);
    expect(csvRows(body).slice(0, 10)).toEqual([
      ['跨区活动月报'],
      ['报表编号', 'R-01'],
      ['联席会', '示例商圈党建联席会'],
      ['版本', '实时数据（未发布）'],
      ['期间', '2026-03'],
      ['分区口径', '分摊'],
      ['历史口径', '当期口径'],
      ['数据截至', LATE],
      ['计算规则版本', header.measureVersion],
      ['内容摘要', header.contentHash],
    ]);
  });

  it.each(['R-01', 'R-02', 'R-03', 'R-04', 'R-05', 'R-12'])('of %s says the same figures as JSON', async (code) => {
    const { tables } = await march.read(code, `&asOf=${LATE}`);
    const rows = csvRows((await file('csv', '', code)).body);
    const sheets = [...xlsxSheets((await file('xlsx', '', code)).bytes)];
    expect(sheets).toHaveLength(tables.length + 1);
    for (const [index, table] of tables.entries()) {
      for (const { label, cells } of table.rows) {
        const told = table.columns.map(({ key }: Json) => cells[key]?.text ?? '').filter((text: string) => text !== '');
        const csvRow = rows.find(
          ([first, ...rest]) => first === label && told.every((text: string) => rest.includes(text)),
        );
        expect([table.id, label, csvRow !== undefined]).toEqual([table.id, label, true]);
        const sheetRow = (sheets[index + 1]?.[1] ?? []).find(([first]) => first === label);
        const numbers = told.filter((text: string) => /^-?\d+$/.test(text)).map(Number);
        expect(sheetRow).toEqual(expect.arrayContaining(numbers));
      }
    }
  });
});

describe('What becomes known later', () => {
  const april = () => new ReportReader(side, COUNCIL, '2026-04', office);

  it('is 补报 of a month only from its own close on, where that came late', async () => {
    const february = (nr: number) =>
      record(
        `aaaaaaaa-0000-4000-8000-00000000002${nr}`,
        { title: '示例·元宵慰问', kind: 'VOLUNTEER', startAt: `2026-02-2${nr}T06:00:00.000Z` },
        [[units.U3, GULOU]],
        [[units.U3, GULOU, 3]],
      );
    const [before, after] = [february(1), february(2)];
    await side.append(before[0], '2026-04-21T02:00:00.000Z', ...before[1]);
    await side.append(
      `period-${COUNCIL}-2026-02`,
      '2026-04-25T02:00:00.000Z',
      closed('2026-02', '2026-04-25T02:00:00.000Z'),
    );
    expect(textsOf(await april().read('R-01'), 'LATE/M1/2026-02', 'LATE/M1/2026-03')).toEqual([
      ...['no cell LATE/M1/2026-02', '1'],
    ]);
    await side.append(after[0], '2026-04-28T02:00:00.000Z', ...after[1]);
    expect(textsOf(await april().read('R-01'), 'LATE/M1/2026-02', 'LATE/M3/2026-02')).toEqual(['1', '3']);
  });

  it('moves a host with the unit, and leaves those who came where they were told to be (C5, C6)', async () => {
    const keys = [`M2/INVOLVED/${QINHUAI}`, `M2/INVOLVED/${GULOU}`, `M4/${QINHUAI}`, `M4/${GULOU}`];
    expect(await april().texts('R-01', keys)).toEqual(['1', '0', '5', '0']);
    const transfer = { from: QINHUAI, to: GULOU, effectiveOn: '2026-04-01', reason: '总部迁至鼓楼区' };
    await side.append(`unit-${units.U2}`, '2026-05-02T02:00:00.000Z', {
      type: 'UnitDistrictTransferred',
      data: { ...transfer, requestedBy: 'qinhuai', acceptedBy: 'gulou' },
    });
    expect(await april().texts('R-01', keys)).toEqual(['0', '1', '5', '0']);
    expect(await april().texts('R-01', keys, '&asOf=2026-05-01T00:00:00Z')).toEqual(['1', '0', '5', '0']);
  });

  it('takes a unit out of the rate that the registry has suspended, though it still is a member', async () => {
    expect(figureOf(await march.read('R-01'), 'M6')).toMatchObject({ denominator: 6 });
    await side.append(`unit-${units.U6}`, '2026-05-03T02:00:00.000Z', {
      type: 'UnitSuspended',
      data: { effectiveOn: '2026-03-25', reason: '内部整顿期间暂停' },
    });
    expect(figureOf(await march.read('R-01'), 'M6')).toMatchObject({ denominator: 5 });
  });

  it('is nobody’s to ask for in advance', async () => {
    const { header } = await march.read('R-01', '&asOf=2030-01-01T00:00:00Z');
    expect(header.asOf).toBe(NOW);
  });
});

describe('Every answer', () => {
  const operations = controllers.flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype).flatMap((name) => operationOf(prototype[name]) ?? []),
  );
  const asked = `councilId=${COUNCIL}&period=2026-03`;

  it.each([
    ['getActivityReport', `reports/R-01?${asked}`],
    ['getParticipationReport', `reports/R-02?${asked}&baseline=2026-02`],
    ['getFrequencyReport', `reports/R-03?councilId=${COUNCIL}&period=2026H1`],
    ['getAgreementReport', `reports/R-04?${asked}&outward=true`],
    ['getProjectReport', `reports/R-05?${asked}`],
    ['getMembershipReport', `reports/R-12?${asked}`],
    ['getReportCell', `reports/R-01/cells?${asked}&key=M3&limit=2`],
  ])('of %s is what the API documents say, to the field', async (operation, path) => {
    const { response } = operations.find(({ id }) => id === operation) as { response: z.ZodType };
    const { status, body } = await side.get(path, office);
    expect(status).toBe(200);
    expect(response.parse(body)).toEqual(body);
  });
});
