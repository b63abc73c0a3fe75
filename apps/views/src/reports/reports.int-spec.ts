import { randomUUID } from 'node:crypto';
import { businessDateOf } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';
import { ViewRunner } from '@lianjian/projections/view-runner';
import { CommandBus } from '@nestjs/cqrs';
import { csvRows, xlsxSheets } from '../../../../test/support/spreadsheets.js';
import { ReadSide, somebody } from '../testing.js';
import { type PeriodWish, ToPeriod } from './period.handler.js';
import { activities, CLOSE, COUNCIL, GULOU, LATE, QINHUAI, units, written, XUANWU } from './worked-month.js';

const NOW = '2026-05-15T02:00:00.000Z';
const office = somebody('COORD', COUNCIL);
const colleague: Actor = { ...office, accountId: randomUUID(), mandateId: randomUUID() };

let side: ReadSide;

// biome-ignore lint/suspicious/noExplicitAny: answers are read as they come
type Json = any;
type Figure = Readonly<{ text: string; numerator?: number | string; denominator?: number | string; events: number }>;

const report = async (code: string, query = '', actor = office): Promise<Json> => {
  const { status, body } = await side.get(`reports/${code}?councilId=${COUNCIL}&period=2026-03${query}`, actor);
  if (status !== 200) throw new Error(`${code}${query} answered ${status}: ${JSON.stringify(body)}`);
  return body;
};
const cell = ({ tables }: Json, key: string): Figure =>
  tables
    .flatMap(({ rows }: Json) => rows)
    .flatMap(({ cells }: Json) => Object.values(cells))
    .find((each: Json) => each.key === key) ?? { text: `no cell ${key}` };
const texts = (from: Json, ...keys: string[]) => keys.map((key) => cell(from, key).text);
const behind = async (key: string, query = '', code = 'R-01'): Promise<Json[]> => {
  const path = `reports/${code}/cells?councilId=${COUNCIL}&period=2026-03${query}&limit=200&key=${encodeURIComponent(key)}`;
  return (await side.get(path, office)).body.items;
};
const byDistrict = (measure: string) => [XUANWU, QINHUAI, GULOU].map((code) => `${measure}/${code}`);

/** Sends a command of the month as the edge does. */
const command = async (wish: PeriodWish, actor: Actor, at: string, month = '2026-03') => {
  const metadata = (reasons = {}) => ({
    ...{ source: 'UI', correlationId: randomUUID(), causationId: 'spec', ...reasons },
  });
  const context = {
    ...{ actor, at, occurredOn: businessDateOf(at), newId: () => randomUUID(), metadata },
    options: (reasons = {}) => ({ metadata: metadata(reasons) }),
  };
  const sent = new ToPeriod(`${COUNCIL}-${month}`, wish, context as never);
  const { position } = await side.app.get(CommandBus).execute(sent);
  await side.app.get(ViewRunner).waitFor(position ?? '', 5_000);
};

beforeAll(async () => {
  side = await ReadSide.start(NOW);
  for (const [at, stream, events] of written) await side.append(stream, at, ...events);
}, 60_000);
afterAll(() => side?.stop());

describe('R-01 of the worked month', () => {
  it('says live what everybody knows by now', async () => {
    const live = await report('R-01');
    expect(texts(live, 'M1', 'M3', 'M5', 'M6', 'M7', 'M8', 'M9', 'M9/strict', 'M37', 'VERIFIED')).toEqual([
      ...['3', '111', '5', '83.3%', '3', '100.0%', '44.1%', '34.2%', '33.3%', '0.0%'],
    ]);
    expect(cell(live, 'M6')).toMatchObject({ numerator: 5, denominator: 6 });
    expect(cell(live, 'M9')).toMatchObject({ numerator: 49, denominator: 111 });
    expect(cell(live, 'M9/strict')).toMatchObject({ numerator: 38, denominator: 111 });
    expect(texts(live, ...byDistrict('M4'))).toEqual(['51', '24', '36']);
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
    expect(texts(await report('R-01', `&lens=${lens}`), ...byDistrict(`M2/${lens}`))).toEqual(expected);
  });

  it('says as of the close what was known at the close', async () => {
    const then = await report('R-01', `&asOf=${CLOSE}`);
    expect(texts(then, 'M1', 'M3', 'M5', 'M6', ...byDistrict('M4'))).toEqual([
      ...['2', '65', '4', '66.7%', '21', '24', '20'],
    ]);
    expect(texts(await report('R-01', '&asOf=2026-03-18T16:00:00.000Z'), 'M1', 'M3')).toEqual(['1', '42']);
    expect(texts(await report('R-01', '&asOf=2026-03-05T00:00:00.000Z'), 'M1', 'M6')).toEqual(['0', '0.0%']);
  });

  it('counts the movers where they were, or all along where they are now', async () => {
    const restated = await report('R-01', '&mode=RESTATED');
    expect(texts(restated, ...byDistrict('M4'))).toEqual(['55', '20', '36']);
    const notYet = await report('R-01', '&mode=RESTATED&asOf=2026-03-12T02:00:00.000Z');
    expect(texts(notYet, ...byDistrict('M4'))).toEqual(['10', '12', '20']);
  });

  it('shows the late activity in April beside the figures, not in them', async () => {
    const { body: april } = await side.get(`reports/R-01?councilId=${COUNCIL}&period=2026-04`, office);
    expect(texts(april, 'M1', 'M3', 'LATE/M1/2026-03', 'LATE/M3/2026-03', 'CORRECTED/M1/2026-03')).toEqual([
      ...['1', '5', '1', '46', '0'],
    ]);
    const before = await side.get(`reports/R-01?councilId=${COUNCIL}&period=2026-04&asOf=2026-04-19T00:00:00Z`, office);
    expect(texts(before.body, 'LATE/M1/total', 'LATE/M3/total')).toEqual(['0', '0']);
  });
});

describe('The other reports of the month', () => {
  it('R-02 and R-03 measure frequency against the baseline', async () => {
    const participation = await report('R-02');
    expect(texts(participation, 'UM', 'M10', 'M11', 'M31')).toEqual(['4.387', '2.05', '+30.0%', '1']);
    expect(cell(participation, 'M10')).toMatchObject({ numerator: 9, denominator: '136/31' });
    const frequency = await report('R-03');
    expect(cell(frequency, 'M10/SAME/ENTERPRISE')).toMatchObject({ numerator: 9, denominator: 4, text: '2.25' });
  });

  it('R-02 names those who need a call to the office only', async () => {
    const tables = async (actor: Actor) => (await report('R-02', '', actor)).tables.map(({ id }: Json) => id);
    expect(await tables(office)).toContain('silentUnits');
    expect(await tables(somebody('CITY', '320100'))).not.toContain('silentUnits');
    expect(await tables(somebody('AUDIT', '320100'))).not.toContain('silentUnits');
  });

  it('R-12 balances every district', async () => {
    const { tables } = await report('R-12');
    const { rows } = tables.find(({ id }: Json) => id === 'balance');
    const told = rows.map(({ key, cells }: Json) => [key, ...Object.values<Json>(cells).map(({ text }) => text)]);
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
    const streams = (await behind('M1')).map(({ stream }) => stream);
    expect(new Set(streams)).toEqual(new Set(['A1', 'A2', 'A3'].map((nr) => `activity-${activities[nr as 'A1']}`)));
    const inQinhuai = await behind(`M4/${QINHUAI}`);
    expect(inQinhuai.map(({ stream, type, label }) => [stream, type, label])).toEqual([
      [`activity-${activities.A1}`, 'ParticipationRecorded', '记录参与'],
      [`activity-${activities.A1}`, 'ParticipationRecorded', '记录参与'],
      [`activity-${activities.A2}`, 'ParticipationRecorded', '记录参与'],
    ]);
  });

  it.each(['R-01', 'R-02', 'R-03', 'R-12'])(
    'of %s opens to as many events as it says, each in the log',
    async (code) => {
      const { tables } = await report(code);
      const cells: (Figure & { key: string })[] = tables.flatMap(({ rows }: Json) =>
        rows.flatMap((row: Json) => Object.values(row.cells)),
      );
      const unopened = [];
      for (const { key, events } of cells) {
        const opened = await behind(key, '', code);
        for (const { stream, version, eventId } of opened) {
          const [event] = await side.store.read(stream, version);
          if (event?.id !== eventId) unopened.push(`${key}: ${eventId}`);
        }
        if (opened.length !== events) unopened.push(`${key}: ${opened.length} of ${events}`);
      }
      expect(cells.filter(({ events }) => events > 0).length).toBeGreaterThan(5);
      expect(unopened).toEqual([]);
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
    expect(seen).toEqual((await behind('M3')).map(({ eventId }) => eventId));
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

describe('A published version', () => {
  const path = (versionNo: number) => `councils/${COUNCIL}/periods/2026-03/reports/R-01/versions/${versionNo}`;
  const version = async (versionNo: number, actor = office) => (await side.get(path(versionNo), actor)).body;

  it('says what was known at the close, however late it is made, and is published by somebody else', async () => {
    const generate = { type: 'GenerateReport', data: { reportCode: 'R-01' } } as const;
    await command(generate, office, '2026-04-21T02:00:00.000Z');
    const draft = await version(1);
    expect(draft).toMatchObject({ status: 'DRAFT', asOf: CLOSE });
    const { contentHash } = draft;
    const publish = { type: 'PublishReport', data: { reportCode: 'R-01', contentHash } } as const;
    await expect(command(publish, office, '2026-04-21T02:10:00.000Z')).rejects.toMatchObject({
      code: 'report/preparer-cannot-publish',
    });
    expect((await side.get(path(1), somebody('UNIT', units.U1))).status).toBe(404);
    await command(publish, colleague, '2026-04-21T02:20:00.000Z');
    const published = await version(1, somebody('UNIT', units.U1));
    expect(published).toMatchObject({ status: 'PUBLISHED', contentHash });
    expect(texts(published.content, 'M1', 'M3')).toEqual(['2', '65']);
  });

  it('stands beside the live figures, which add up: published + 补报 + 更正 = live', async () => {
    const { published } = await report('R-01');
    expect(published).toMatchObject({ cutoff: CLOSE, callsForCorrection: true });
    const { rows } = published.comparison;
    expect(
      rows.map(({ cells }: Json) => ['published', 'late', 'corrected', 'live'].map((key) => cells[key].text)),
    ).toEqual([
      ['2', '1', '0', '3'],
      ['65', '46', '0', '111'],
    ]);
    const late = (await behind('late/M3')).map(({ eventId }) => eventId);
    expect(late).toEqual((await side.store.read(`activity-${activities.A3}`)).map(({ id }) => id));
    const m1 = published.changed.find(({ key }: Json) => key === 'M1');
    expect(m1).toMatchObject({ old: { text: '2' }, new: { text: '3' }, difference: '+1' });
    expect((await report('R-01', `&asOf=${CLOSE}`)).published.versions).toEqual([]);
  });

  it('is corrected by order only, and never changed', async () => {
    const first = await version(1);
    const reason = '示例·雨花精神报告会于4月20日补报';
    await command(
      { type: 'OrderCorrection', data: { reportCode: 'R-01', reason } },
      office,
      '2026-04-22T02:00:00.000Z',
    );
    const second = await version(2);
    expect(texts(second.content, 'M1', 'M3')).toEqual(['3', '111']);
    expect(second.cells.find(({ key }: Json) => key === 'M1')).toMatchObject({
      old: { text: '2' },
      new: { text: '3' },
    });
    const a3 = await side.store.read(`activity-${activities.A3}`);
    expect(second).toMatchObject({ status: 'DRAFT', reason, causedByEvents: a3.map(({ id }) => id) });

    const { contentHash } = second;
    const publish = { type: 'PublishReport', data: { reportCode: 'R-01', contentHash } } as const;
    await command(publish, colleague, '2026-04-22T03:00:00.000Z');
    expect(await version(1)).toEqual(first);
    const { published } = await report('R-01');
    expect(published.versions.map(({ versionNo }: Json) => versionNo)).toEqual([1, 2]);
    expect(published).toMatchObject({ changed: [], callsForCorrection: false });
  });

  it('names what was voided as the cause, although no cell shows it any more', async () => {
    const reason = '重复登记且未实际开展';
    await side.append(`activity-${activities.A1}`, '2026-05-11T02:00:00.000Z', {
      type: 'ActivityVoided',
      data: { reason, afterClose: true },
    });
    const { published } = await report('R-01');
    const told = published.comparison.rows.map(({ cells }: Json) => [cells.corrected.text, cells.live.text]);
    expect(told).toEqual([
      ['-1', '2'],
      ['-42', '69'],
    ]);
    await command(
      { type: 'OrderCorrection', data: { reportCode: 'R-01', reason } },
      office,
      '2026-05-12T02:00:00.000Z',
    );
    const voided = (await side.store.read(`activity-${activities.A1}`)).at(-1);
    expect(await version(3)).toMatchObject({ causedByEvents: [voided?.id] });
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
    const { header } = await report('R-01', `&asOf=${LATE}&lens=SHARED`);
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
    const { tables } = await report(code, `&asOf=${LATE}`);
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

  it('comes by Accept, too, and of a published version as it was published', async () => {
    const { body } = await side.get(`councils/${COUNCIL}/periods/2026-03/reports/R-01/versions/1?format=csv`, office);
    const rows = csvRows(body);
    expect(rows).toContainEqual(['版本', '第1版']);
    expect(rows).toContainEqual(['活动数', '2', '']);
  });
});
