import { randomUUID } from 'node:crypto';
import { operationOf } from '@lianjian/http/operation';
import type { Actor } from '@lianjian/permissions/actor';
import type { z } from 'zod';
import { csvRows } from '../../../../test/support/spreadsheets.js';
import { type Json, ReadSide, somebody } from '../testing.js';
import { ReportVersionQueries } from './report-version.queries.js';
import { figureOf, ReportReader } from './testing.js';
import { activities, CLOSE, COUNCIL, units, written } from './worked-month.js';

const NOW = '2026-05-15T02:00:00.000Z';
const office = somebody('COORD', COUNCIL);
const colleague: Actor = { ...office, accountId: randomUUID(), mandateId: randomUUID() };

let side: ReadSide;
let march: ReportReader;
const textsOf = (report: Json, ...keys: string[]) => keys.map((key) => figureOf(report, key).text);

beforeAll(async () => {
  side = await ReadSide.start(NOW);
  march = new ReportReader(side, COUNCIL, '2026-03', office);
  for (const [at, stream, events] of written) await side.append(stream, at, ...events);
}, 60_000);
afterAll(() => side?.stop());

describe('A published version', () => {
  const path = (versionNo: number) => `councils/${COUNCIL}/periods/2026-03/reports/R-01/versions/${versionNo}`;
  const version = async (versionNo: number, actor = office) => (await side.get(path(versionNo), actor)).body;

  it('says what was known at the close, however late it is made, and is published by somebody else', async () => {
    const generate = { type: 'GenerateReport', data: { reportCode: 'R-01' } } as const;
    await march.send(generate, office, '2026-04-21T02:00:00.000Z');
    const draft = await version(1);
    expect(draft).toMatchObject({ status: 'DRAFT', asOf: CLOSE });
    const { contentHash } = draft;
    const publish = { type: 'PublishReport', data: { reportCode: 'R-01', contentHash } } as const;
    await expect(march.send(publish, office, '2026-04-21T02:10:00.000Z')).rejects.toMatchObject({
      code: 'report/preparer-cannot-publish',
    });
    expect((await side.get(path(1), somebody('UNIT', units.U1))).status).toBe(404);
    await march.send(publish, colleague, '2026-04-21T02:20:00.000Z');
    const published = await version(1, somebody('UNIT', units.U1));
    expect(published).toMatchObject({ status: 'PUBLISHED', contentHash });
    expect(textsOf(published.content, 'M1', 'M3')).toEqual(['2', '65']);
  });

  it('has nothing in it that is for some readers only', async () => {
    await march.send({ type: 'GenerateReport', data: { reportCode: 'R-02' } }, office, '2026-04-21T03:00:00.000Z');
    const { body } = await side.get(path(1).replace('R-01', 'R-02'), office);
    expect(body.content.tables.map(({ id }: Json) => id)).not.toContain('silentUnits');
    expect(JSON.stringify(body.content)).not.toContain('eventIds');
  });

  it('stands beside the live figures, which add up: published + 补报 + 更正 = live', async () => {
    const { published } = await march.read('R-01');
    expect(published).toMatchObject({ cutoff: CLOSE, callsForCorrection: true });
    const { rows } = published.comparison;
    expect(
      rows.map(({ cells }: Json) => ['published', 'late', 'corrected', 'live'].map((key) => cells[key].text)),
    ).toEqual([
      ['2', '1', '0', '3'],
      ['65', '46', '0', '111'],
    ]);
    const late = (await march.behind('R-01', 'late/M3')).map(({ eventId }) => eventId);
    expect(late).toEqual((await side.store.read(`activity-${activities.A3}`)).map(({ id }) => id));
    const m1 = published.changed.find(({ key }: Json) => key === 'M1');
    expect(m1).toMatchObject({ old: { text: '2' }, new: { text: '3' }, difference: '+1' });
    expect((await march.read('R-01', `&asOf=${CLOSE}`)).published.versions).toEqual([]);
  });

  it('is corrected by order only, and never changed', async () => {
    const first = await version(1);
    const reason = '示例·雨花精神报告会于4月20日补报';
    await march.send(
      { type: 'OrderCorrection', data: { reportCode: 'R-01', reason } },
      office,
      '2026-04-22T02:00:00.000Z',
    );
    const second = await version(2);
    expect(textsOf(second.content, 'M1', 'M3')).toEqual(['3', '111']);
    expect(second.cells.find(({ key }: Json) => key === 'M1')).toMatchObject({
      old: { text: '2' },
      new: { text: '3' },
    });
    const a3 = await side.store.read(`activity-${activities.A3}`);
    expect(second).toMatchObject({ status: 'DRAFT', reason, causedByEvents: a3.map(({ id }) => id) });

    const { contentHash } = second;
    const publish = { type: 'PublishReport', data: { reportCode: 'R-01', contentHash } } as const;
    await march.send(publish, colleague, '2026-04-22T03:00:00.000Z');
    expect(await version(1)).toEqual(first);
    const { published } = await march.read('R-01');
    expect(published.versions.map(({ versionNo }: Json) => versionNo)).toEqual([1, 2]);
    expect(published).toMatchObject({ changed: [], callsForCorrection: false });
  });

  it('names what was voided as the cause, although no cell shows it any more', async () => {
    const reason = '重复登记且未实际开展';
    await side.append(`activity-${activities.A1}`, '2026-05-11T02:00:00.000Z', {
      type: 'ActivityVoided',
      data: { reason, afterClose: true },
    });
    const { published } = await march.read('R-01');
    const told = published.comparison.rows.map(({ cells }: Json) => [cells.corrected.text, cells.live.text]);
    expect(told).toEqual([
      ['-1', '2'],
      ['-42', '69'],
    ]);
    await march.send(
      { type: 'OrderCorrection', data: { reportCode: 'R-01', reason } },
      office,
      '2026-05-12T02:00:00.000Z',
    );
    const voided = (await side.store.read(`activity-${activities.A1}`)).at(-1);
    expect(await version(3)).toMatchObject({ causedByEvents: [voided?.id] });
  });

  it('is a file with the same figures, too', async () => {
    const { body } = await side.get(`${path(1)}?format=csv`, office);
    const rows = csvRows(body);
    expect(rows).toContainEqual(['版本', '第1版']);
    expect(rows).toContainEqual(['活动数', '2', '']);
  });

  it('is answered as the API documents say, to the field', async () => {
    const { response } = operationOf(ReportVersionQueries.prototype.get) as { response: z.ZodType };
    for (const versionNo of [1, 2, 3]) {
      const body = await version(versionNo);
      expect(response.parse(body)).toEqual(body);
    }
  });
});
