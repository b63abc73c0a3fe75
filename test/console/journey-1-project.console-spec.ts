import type { Client } from '../support/client.js';
import { type Conference, GULOU, QINHUAI, XUANWU } from '../support/scenario.js';
import { SCREENS } from './support/browser.js';
import { conferenceWith, type Member, termsBetween } from './support/members.js';
import { useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const PROJECT = '示例·首店孵化导师团';
const AGREEMENT = '示例·首店孵化共建协议';

describe.each(SCREENS)('A district registers a project (journey 1), at $width px', (screen) => {
  let conference: Conference;
  let lead: Member;
  let bank: Member;
  let gulou: Visitor;
  let qinhuai: Visitor;
  let leader: Visitor;
  let banker: Visitor;
  /** Its address. */
  let project = '';
  const stage = useStage({
    ...{ name: 'journey-1', startAt: '2026-02-02T02:00:00.000Z', screen, isJourney: true },
    prepare: async (installation) => {
      const made = await conferenceWith(installation, [
        { name: '中共示例百货有限公司支部委员会', district: GULOU },
        { name: '中共示例银行营业部支部委员会', district: QINHUAI, unitKind: 'FINANCE' },
      ]);
      conference = made.conference;
      [lead, bank] = made.members as [Member, Member];
    },
  });
  const { scene } = stage;
  const officials = (district: string) => conference.districts[district] as readonly [Client, Client];
  const proposal = () => ({
    category: 'STARTUP_EXPERIENCE',
    businessObjective: '帮助首店商户用好商圈资源，缩短开业筹备时间',
    beneficiary: 'MERCHANTS',
    councilId: conference.councilId,
    registeringAuthority: 'DIST',
    districts: [XUANWU, GULOU],
    leadDistrict: XUANWU,
    leadUnitId: lead.unitId,
    plan: { startOn: '2026-03-01', endOn: '2026-09-30' },
    milestones: [{ milestoneId: 'm1', name: '导师团组建', dueOn: '2026-04-30', measure: '导师不少于五名并公布名单' }],
    expectedOutcome: { value: 20, unit: '户', text: '孵化首店不少于二十户' },
  });
  const confirm = async (visitor: Visitor, name: string, said: string) => {
    await visitor.press(name, visitor.dialog);
    await visitor.sees(said);
  };

  scene('fills the guided form; a lead district that takes no part is refused', async () => {
    gulou = await stage.visitor(officials(GULOU)[0]);
    await gulou.goTo('共建项目');
    await gulou.look('projects');
    await gulou.follow('申报并立项');
    await gulou.press('下一步：核对');
    await gulou.sees('请填写');
    await gulou.look('hints');

    await gulou.fill('项目名称', PROJECT);
    await gulou.choose('项目类别', '创业体验');
    await gulou.choose('受益群体', '商户与小微企业');
    await gulou.fill('服务的业务目标', '帮助首店商户用好商圈资源，缩短开业筹备时间');
    await gulou.page.getByRole('group', { name: '参与区（含牵头区）' }).getByLabel('秦淮区').check();
    await gulou.page.getByRole('radio', { name: '玄武区' }).check();
    await gulou.choose('牵头单位', lead.name);
    await gulou.fillDate('计划开始日期', '2026-03-01');
    await gulou.fillDate('计划结束日期', '2026-09-30');
    await gulou.fill('里程碑1', '导师团组建');
    await gulou.fillDate('应完成日期', '2026-04-30');
    await gulou.fill('完成标准', '导师不少于五名并公布名单');
    await gulou.press('增加预算科目');
    await gulou.choose('经费来源', '党费');
    await gulou.fill('用途', '活动场地与资料');
    await gulou.fillNumber('金额', 5000);
    await gulou.fillNumber('数值', 20);
    await gulou.fill('计量单位', '户');
    await gulou.fill('成果说明', '孵化首店不少于二十户');
    await gulou.press('下一步：核对');
    await gulou.sees('请核对');
    const problem = await gulou.refused(422, () => gulou.press('申报'));
    expect(problem.code).toBe('project/lead-district-not-named');
    await gulou.sees(problem.title);
    await gulou.look('refused');
  });

  scene('cannot register in the name of another district', async () => {
    const { id } = await lead.secretary.must('POST', '/projects', { ...proposal(), name: '示例·玄武区牵头的项目' });
    await gulou.page.getByRole('group', { name: '参与区（含牵头区）' }).getByLabel('玄武区').check();
    await gulou.sees('申报后由玄武区委组织部立项');
    const other = officials(GULOU)[1];
    expect(await other.post(`/projects/${id}/registration`)).toMatchObject({
      status: 403,
      body: { code: 'project/not-the-lead-district' },
    });
    const colleague = await stage.visitor(other);
    await colleague.open(`/projects/${id}`);
    await colleague.sees('待玄武区委组织部决定是否立项');
    expect(await colleague.offers('立项')).toBe(false);
  });

  scene('registers its own in one go, and it cannot start before the other district has consented', async () => {
    await gulou.page.getByRole('group', { name: '参与区（含牵头区）' }).getByLabel('玄武区').uncheck();
    await gulou.page.getByRole('radio', { name: '鼓楼区' }).check();
    await gulou.sees('本区牵头，可申报并立项');
    await gulou.press('下一步：核对');
    await gulou.look('to-check');
    await gulou.press('申报并立项');
    await gulou.isAt(PROJECT);
    project = new URL(gulou.page.url()).pathname;
    await gulou.sees(/待秦淮区委组织部表示同意/);
    expect(await gulou.offers('启动实施')).toBe(false);
    await gulou.look('registered');
    const refused = await officials(GULOU)[0].post(`/projects/${project.split('/').at(-1)}/start`);
    expect(refused).toMatchObject({ status: 409, body: { ruleId: expect.stringContaining('PRJ-') } });
  });

  scene('the other district finds the consent among what waits, and gives it', async () => {
    qinhuai = await stage.visitor(officials(QINHUAI)[0]);
    await qinhuai.look('work-list');
    await qinhuai.follow(PROJECT);
    await qinhuai.isAt(PROJECT);
    await qinhuai.press('同意参与');
    await confirm(qinhuai, '同意参与', '已同意');
    await qinhuai.look('consented');
    // The first official’s page shows it without being asked to.
    await gulou.sees(/参与区均已同意/);
  });

  scene('opens claiming, and a bank of the other district claims a slot', async () => {
    await gulou.press('开放认领');
    await gulou.fill('认领项1', '金融辅导', gulou.dialog);
    await gulou.look('slots');
    await confirm(gulou, '开放认领', '已开放认领');

    banker = await stage.visitor(bank.secretary);
    await banker.open(project);
    await banker.press('认领', banker.section('下一步'));
    await banker.fill('承诺内容', '每月派两名客户经理到场辅导', banker.dialog);
    await banker.fillDate('计划交付日期', '2026-04-01', banker.dialog);
    await banker.look('claim');
    await confirm(banker, '认领', '已提出认领，待牵头方确认');

    leader = await stage.visitor(lead.secretary);
    await leader.look('work-list');
    await leader.open(project);
    await leader.press('接受', leader.row(bank.name, leader.section('认领')));
    await confirm(leader, '接受', '已接受认领');
    await leader.look('claim-accepted');
  });

  scene('rests on an agreement: drafted, made final, signed by both', async () => {
    const { id } = await lead.secretary.must('POST', '/agreements', {
      councilId: conference.councilId,
      ...termsBetween([lead, bank], { title: AGREEMENT, termFrom: '2026-02-02', termTo: '2026-12-31', copies: 2 }),
    });
    await leader.open(`/agreements/${id}`);
    await leader.look('draft');
    await leader.press('定稿');
    await confirm(leader, '定稿', '已定稿，各方可以签署');
    await banker.open(`/agreements/${id}`);
    for (const visitor of [leader, banker]) {
      await visitor.press('签署');
      await visitor.dialog.getByRole('checkbox', { name: '我已阅读以上文本' }).check();
      await confirm(visitor, '签署', '已签署');
    }
    await leader.sees(/协议自2026年2月2日起生效/);
    await leader.look('agreement-in-force');

    await leader.open(project);
    await leader.press('关联协议', leader.section('下一步'));
    await leader.choose('协议', new RegExp(AGREEMENT), leader.dialog);
    await confirm(leader, '关联协议', '已关联');
    await leader.sees(/已签约，参与区均已同意/);
  });

  scene('runs, and reaches its milestone', async () => {
    await stage.setClock('2026-03-02T02:00:00.000Z');
    await leader.open(project);
    await leader.press('启动实施', leader.section('下一步'));
    await confirm(leader, '启动实施', '已启动实施');
    await stage.setClock('2026-04-20T02:00:00.000Z');
    await leader.open(project);
    await leader.press('报告完成：导师团组建', leader.section('下一步'));
    await leader.fill('完成情况', '导师名单六人，已在党群服务中心公布', leader.dialog);
    await leader.look('milestone');
    await confirm(leader, '报告完成', '已报告完成');
    await leader.look('milestone-reached');
  });

  scene('is accepted by the district, not by the lead unit', async () => {
    await stage.setClock('2026-09-20T02:00:00.000Z');
    await leader.open(project);
    await leader.press('申请验收', leader.section('下一步'));
    await leader.fillNumber(/实际成果/, 23, leader.dialog);
    await leader.fill('成果依据', '孵化首店二十三户，名录见党群服务中心台账', leader.dialog);
    await leader.fill(/交付说明/, '导师辅导二十次，资料汇编一册', leader.dialog);
    await leader.look('acceptance-request');
    await confirm(leader, '申请验收', '已申请验收');
    expect(await leader.offers('通过验收')).toBe(false);

    const other = await stage.visitor(officials(GULOU)[1]);
    await other.look('work-list');
    await other.follow(PROJECT);
    await other.press('通过验收');
    await confirm(other, '通过验收', '已通过验收，项目结项');
    await other.sees(/通过验收，已结项/);
    await other.look('completed');
  });
});
