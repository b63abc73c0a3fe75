import { GULOU, QINHUAI } from '../support/scenario.js';
import { SCREENS } from './support/browser.js';
import { conferenceWith, frozenAgreement, type Member } from './support/members.js';
import { useStage } from './support/stage.js';

const TITLE = '示例·商圈共建协议';

describe('Without a mouse', () => {
  let members: readonly Member[];
  const stage = useStage({
    ...{ name: 'keyboard', startAt: '2026-03-02T02:00:00.000Z', screen: SCREENS[0] },
    prepare: async (installation) => {
      const made = await conferenceWith(installation, [
        { name: '中共示例百货有限公司支部委员会', district: GULOU },
        { name: '中共示例书店有限公司支部委员会', district: QINHUAI },
      ]);
      members = made.members;
      await frozenAgreement(made.conference.councilId, members);
    },
  });

  stage.scene('somebody signs in, finds the agreement, reads it and signs it', async () => {
    const { username, password } = (members[0] as Member).secretary.account as { username: string; password: string };
    const visitor = await stage.visitor();
    const { keyboard } = visitor.page;
    await visitor.open('/sign-in');
    // The first field has the focus already.
    await keyboard.type(username);
    await keyboard.press('Tab');
    await keyboard.type(password);
    await keyboard.press('Enter');
    await visitor.isAt('待办');
    visitor.guard.mayBeSignedOut = false;

    await visitor.tabTo('跳到正文');
    await keyboard.press('Enter');
    await visitor.tabTo(TITLE);
    await visitor.look('focus-on-a-link');
    await keyboard.press('Enter');
    await visitor.isAt(TITLE);

    await visitor.tabTo('签署');
    await keyboard.press('Enter');
    await visitor.dialog.waitFor();
    // The text scrolls with the keys once it has the focus.
    await visitor.tabTo('待签署的文本');
    await keyboard.press('End');
    await visitor.tabTo('我已阅读以上文本');
    await keyboard.press('Space');
    await visitor.look('read');
    await visitor.tabTo('签署');
    await keyboard.press('Enter');
    await visitor.sees('已签署');
    await visitor.sees(/已签1方/);
  });

  stage.scene('a dialog is left with Escape, and the focus goes back to where it came from', async () => {
    const visitor = await stage.visitor((members[1] as Member).secretary);
    const { keyboard } = visitor.page;
    await visitor.follow(TITLE);
    await visitor.isAt(TITLE);
    await visitor.tabTo('签署');
    await keyboard.press('Enter');
    await visitor.dialog.waitFor();
    await keyboard.press('Escape');
    await visitor.dialog.waitFor({ state: 'hidden' });
    await visitor.settled();
    const focused = await visitor.page.evaluate(() => document.activeElement?.textContent);
    expect(focused).toBe('签署');
  });
});
