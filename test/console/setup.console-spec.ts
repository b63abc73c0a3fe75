import { SCREENS } from './support/browser.js';
import { useStage } from './support/stage.js';

describe.each(SCREENS)('A fresh installation, at $width px', (screen) => {
  const stage = useStage({ name: 'setup', startAt: '2026-03-02T02:00:00.000Z', screen });
  const { scene } = stage;
  const link = () => /http\S+\/setup#token=[\w-]{43}/.exec(stage.service.printed())?.[0] as string;
  const password = 'Xinjiekou-2019';

  scene('says what is missing when the link was not copied as a whole', async () => {
    const visitor = await stage.visitor();
    await visitor.open('/setup');
    await visitor.sees('链接不完整');
    await visitor.look('incomplete-link');
    expect(await visitor.offers('创建并登录')).toBe(false);
  });

  scene('checks what is typed before it sends anything', async () => {
    const visitor = await stage.visitor();
    await visitor.open(link());
    await visitor.fill('用户名', '1');
    await visitor.fill('新口令', 'short');
    await visitor.fill('再输入一次', 'other');
    await visitor.press('创建并登录');
    for (const hint of ['3至32位，以字母开头', '至少12位', '两次输入不一致']) await visitor.sees(hint);
    await visitor.look('hints');
  });

  scene('makes its administrator by the link that it printed, and lets that person in', async () => {
    const visitor = await stage.visitor();
    await visitor.open(link());
    await visitor.isAt('首次使用：创建系统管理员');
    await visitor.fill('用户名', 'administrator');
    await visitor.fill('姓名（可不填）', '示例管理员');
    await visitor.fill('新口令', password);
    await visitor.fill('再输入一次', password);
    await visitor.look('filled');
    await visitor.press('创建并登录');
    await visitor.page.waitForURL('**/accounts');
    await visitor.look('administrator');
    // The token stays neither in the address nor in the history of the browser.
    expect(visitor.page.url()).not.toContain('token');
  });

  scene('takes the link once', async () => {
    const visitor = await stage.visitor();
    await visitor.open(link());
    await visitor.fill('用户名', 'somebody');
    await visitor.fill('新口令', password);
    await visitor.fill('再输入一次', password);
    const problem = await visitor.refused(403, () => visitor.press('创建并登录'));
    expect(problem.code).toBe('identity/setup-token');
    await visitor.sees(problem.title);
    await visitor.look('used-link');
  });
});
