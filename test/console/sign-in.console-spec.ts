import type { Client, Installation } from '../support/client.js';
import { type Conference, establishCouncil, GULOU, QINHUAI } from '../support/scenario.js';
import { SCREENS } from './support/browser.js';
import { useStage } from './support/stage.js';

const DAY = '2026-03-02T02:00:00.000Z';

describe.each(SCREENS)('Signing in, at $width px', (screen) => {
  let conference: Conference;
  let official: Client;
  const newcomer = { username: 'newcomer', password: '', id: '' };
  const stage = useStage({
    ...{ name: 'sign-in', startAt: DAY, screen },
    prepare: async (installation: Installation) => {
      conference = await establishCouncil(installation);
      official = (conference.districts[GULOU] as readonly [Client, Client])[0];
      await installation.grant(official.account?.id as string, 'DIST', QINHUAI);
      const { id, oneTimePassword } = await installation.admin.must('POST', '/accounts', {
        username: newcomer.username,
      });
      await installation.grant(id, 'DIST', GULOU);
      Object.assign(newcomer, { id, password: oneTimePassword });
    },
  });
  const { scene } = stage;

  scene('says that name or password is wrong, and not which', async () => {
    const visitor = await stage.visitor();
    await visitor.open('/sign-in');
    const told: string[] = [];
    for (const username of [official.account?.username as string, 'nobody-here']) {
      await visitor.fill('用户名', username);
      await visitor.fill('口令', 'Wrong-Password-1');
      const problem = await visitor.refused(401, () => visitor.press('登录'));
      await visitor.sees(problem.title);
      told.push(problem.title);
    }
    expect(new Set(told).size).toBe(1);
    await visitor.look('refused');
  });

  scene('shows the work list, as whom one acts, and where one can go', async () => {
    const visitor = await stage.visitor(official);
    await visitor.isAt('待办');
    await visitor.sees(/鼓楼区委组织部/);
    await visitor.look('work-list');
    await visitor.goTo('成员单位');
    await visitor.isAt('成员单位');
  });

  scene('lets one person act under another mandate', async () => {
    const visitor = await stage.visitor(official);
    await visitor.press(/当前身份与账户/);
    await visitor.look('mandates');
    await visitor.page.getByRole('menuitem', { name: /秦淮区委组织部/ }).click();
    await visitor.sees(/秦淮区委组织部/);
    await visitor.page.reload();
    await visitor.sees(/秦淮区委组织部/);
  });

  scene('has a one-time password changed before anything else', async () => {
    const visitor = await stage.visitor();
    await visitor.open('/units');
    await visitor.fill('用户名', newcomer.username);
    await visitor.fill('口令', newcomer.password);
    await visitor.press('登录');
    await visitor.isAt('请先修改口令');
    await visitor.look('change-password');
    await visitor.fill('当前口令', newcomer.password);
    await visitor.fill('新口令', 'Xinjiekou-2019');
    await visitor.fill('再输入一次', 'Xinjiekou-2019');
    await visitor.press('修改口令');
    await visitor.isAt('成员单位');
  });

  scene('ends when one leaves, on every page', async () => {
    const visitor = await stage.visitor(official);
    await visitor.press(/当前身份与账户/);
    await visitor.page.getByRole('menuitem', { name: '退出登录' }).click();
    await visitor.isAt('登录');
    visitor.guard.mayBeSignedOut = true;
    await visitor.page.goto('/units');
    await visitor.isAt('登录');
  });
});
