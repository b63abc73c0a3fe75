import { readFileSync } from 'node:fs';
import type { Client } from '../support/client.js';
import { activityRecord, type Conference, GULOU, QINHUAI, XUANWU } from '../support/scenario.js';
import { csvRows, xlsxSheets } from '../support/spreadsheets.js';
import { SCREENS } from './support/browser.js';
import { conferenceWith, type Member } from './support/members.js';
import { useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const at = (time: string) => new Date(`${time}+08:00`).toISOString();
const LATE = '示例·春季招聘服务';
const REASON = '3月28日活动于4月20日补报';

describe.each(SCREENS)('A coordinator closes and publishes a month (journey 4), at $width px', (screen) => {
  let conference: Conference;
  let members: readonly Member[];
  let preparer: Visitor;
  let publisher: Visitor;
  const stage = useStage({
    ...{ name: 'journey-4', startAt: at('2026-01-05T10:00'), screen, isJourney: true },
    prepare: async (installation) => {
      ({ conference, members } = await conferenceWith(installation, [
        { name: '中共示例珠宝有限公司支部委员会', district: XUANWU },
        { name: '中共示例百货有限公司支部委员会', district: QINHUAI },
        { name: '中共示例银行营业部支部委员会', district: GULOU },
      ]));
      await stage.setClock(at('2026-03-30T10:00'));
      await record('2026-03-05', '示例·商圈议事会', 2, [10, 8, 20]);
      await record('2026-03-18', '示例·联合主题党日', 1, [6, 12]);
    },
  });
  const { scene } = stage;

  const record = async (day: string, title: string, host: number, onSite: readonly (number | undefined)[]) => {
    const [coordinator] = conference.coord;
    const unitId = (index: number) => (members[index] as Member).unitId;
    const participations = onSite.flatMap((count, index) => (count ? [{ unitId: unitId(index), onSite: count }] : []));
    const body = activityRecord({
      ...{ councilId: conference.councilId, leadHostUnitId: unitId(host), participations, title },
      startAt: at(`${day}T10:00`),
    });
    await coordinator.must('POST', '/activities', { ...body, onBehalfOfUnitId: unitId(host) });
  };
  const month = (period: string) => `/councils/${conference.councilId}/months/${period}`;
  const confirm = async (visitor: Visitor, name: string) => {
    await visitor.press(name);
    await visitor.press(name, visitor.dialog);
  };

  scene('cannot close a month that is not over', async () => {
    preparer = await stage.visitor(conference.coord[0]);
    await preparer.open(month('2026-03'));
    await preparer.isAt(/2026年3月关账与报告/);
    await preparer.sees('本月还没有结束，2026年4月1日起可以关账。');
    expect(await preparer.offers(/^关账/)).toBe(false);
    await preparer.look('not-over');
  });

  scene('finds the month among what waits, and closes it', async () => {
    await stage.setClock(at('2026-04-08T10:00'));
    await preparer.open('/');
    await preparer.look('work-list');
    await preparer.follow(/2026年3月/);
    await preparer.isAt(/2026年3月关账与报告/);
    await preparer.look('before-closing');
    await confirm(preparer, '关账：2026年3月');
    await preparer.sees('已关账。满一分钟后可以生成报告。');
  });

  scene('generates what was known at the close, once everything has arrived', async () => {
    await preparer.press('生成跨区活动月报', preparer.section('月报走到哪一步'));
    const problem = await preparer.refused(409, () => preparer.press('生成跨区活动月报', preparer.dialog));
    expect(problem.code).toBe('report/month-settling');
    await preparer.sees(problem.title);
    await preparer.look('too-soon');
    await stage.setClock(at('2026-04-08T10:02'));
    await preparer.press('生成跨区活动月报', preparer.dialog);
    await preparer.sees('已生成，请另一人核对后发布');
  });

  scene('does not publish what it prepared itself', async () => {
    await preparer.sees('这一版由您编制，须由另一人核对后发布。');
    expect(await preparer.offers('发布第1版')).toBe(false);
    await preparer.look('prepared');
    const [coordinator] = conference.coord;
    const path = `/councils/${conference.councilId}/periods/2026-03`;
    const [{ contentHash }] = (await coordinator.must('GET', path)).reports;
    expect((await coordinator.post(`${path}/reports/R-01/publication`, { contentHash })).status).toBe(403);
  });

  scene('has another person check and publish it', async () => {
    publisher = await stage.visitor(conference.coord[1]);
    await publisher.open(month('2026-03'));
    await publisher.follow('核对第1版的内容');
    await publisher.isAt(/2026年3月 · 第1版/);
    await publisher.sees('活动数');
    await publisher.look('version-1');
    await confirm(publisher, '发布第1版');
    await publisher.sees('已发布');
  });

  scene('sees what was published beside what is known by now, and by clicking finds out why', async () => {
    await stage.setClock(at('2026-04-20T10:00'));
    await record('2026-03-28', LATE, 0, [30, undefined, 9]);
    await preparer.open('/');
    await preparer.goTo('报告');
    await preparer.follow('跨区活动月报');
    await preparer.isAt(/跨区活动月报/);
    // Whichever month it opens with.
    const heading = preparer.page.getByRole('heading', { level: 1 });
    if (!(await heading.innerText()).includes('2026年3月')) await preparer.press('上一期');
    await preparer.isAt(/2026年3月/);
    const beside = preparer.section('已发布与实时');
    await preparer.sees(/活动数.*已发布 2，实时 3/, beside);
    await preparer.sees(/补报活动/, beside);
    await preparer.look('published-beside-live');
    await preparer.page
      .getByRole('button', { name: /活动数.*：3，查看依据/ })
      .first()
      .click();
    await preparer.sees(new RegExp(LATE), preparer.dialog);
    await preparer.look('what-it-rests-on');
    await preparer.follow(new RegExp(LATE), preparer.dialog);
    await preparer.isAt(LATE);
    await preparer.page.goBack();
  });

  scene('April shows it as late, apart from its own figures', async () => {
    await preparer.open(`/reports/R-01?councilId=${conference.councilId}&period=2026-04`);
    const late = preparer.section(/补报/);
    await preparer.sees(/3月/, late);
    await preparer.look('april');
  });

  scene('orders a correction, which another person publishes', async () => {
    await preparer.open(`/reports/R-01?councilId=${conference.councilId}&period=2026-03`);
    await preparer.press('出具更正版');
    await preparer.press('出具更正版', preparer.dialog);
    await preparer.sees('请填写5至500字的事由');
    await preparer.fill('更正事由', REASON, preparer.dialog);
    await preparer.look('correction');
    await preparer.press('出具更正版', preparer.dialog);
    await preparer.isAt(/2026年3月关账与报告/);
    await preparer.sees('这一版由您编制，须由另一人核对后发布。');

    await publisher.open(month('2026-03'));
    await publisher.follow('核对第2版的内容');
    await publisher.sees(REASON);
    await publisher.look('version-2');
    await confirm(publisher, '发布第2版');
    await publisher.sees('已发布');
    await publisher.open(month('2026-03'));
    await publisher.sees(/第2版.*与实时数据一致/);
    await publisher.look('corrected');
  });

  scene('takes the figures along as CSV and as a workbook', async () => {
    await publisher.open(`${month('2026-03')}/R-01/v/2`);
    const csv = await publisher.downloads(() => publisher.press('导出 CSV'));
    expect(csv.suggestedFilename()).toMatch(/2026-03.*\.csv$/);
    const rows = csvRows(readFileSync(await csv.path(), 'utf8'));
    expect(rows).toContainEqual(expect.arrayContaining(['活动数', '3']));
    const workbook = await publisher.downloads(() => publisher.press('导出 XLSX'));
    expect(workbook.suggestedFilename()).toMatch(/\.xlsx$/);
    const sheets = [...xlsxSheets(readFileSync(await workbook.path())).values()].flat();
    expect(sheets).toContainEqual(expect.arrayContaining(['活动数', 3]));
  });

  scene('lets an auditor read all of it, and change none of it', async () => {
    const auditor: Client = conference.auditor;
    const reader = await stage.visitor(auditor);
    await reader.open(month('2026-03'));
    await reader.sees(/第2版/);
    await reader.look('as-the-auditor');
    for (const action of [/^关账/, /^生成/, /^发布/, /更正版/]) expect(await reader.offers(action)).toBe(false);
  });
});
