import type { Client } from '../support/client.js';
import { type Conference, GULOU, QINHUAI, XUANWU } from '../support/scenario.js';
import { SCREENS } from './support/browser.js';
import { conferenceWith, frozenAgreement, type Member } from './support/members.js';
import { useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const TITLE = '示例·商圈共建协议';

describe.each(SCREENS)('Units sign an agreement (journey 2), at $width px', (screen) => {
  let conference: Conference;
  let members: readonly Member[];
  let agreementId: string;
  let first: Visitor;
  let second: Visitor;
  const stage = useStage({
    ...{ name: 'journey-2', startAt: '2026-03-02T02:00:00.000Z', screen, isJourney: true },
    prepare: async (installation) => {
      ({ conference, members } = await conferenceWith(installation, [
        { name: '中共示例珠宝有限公司支部委员会', district: XUANWU },
        { name: '中共示例百货有限公司支部委员会', district: QINHUAI },
        { name: '中共示例银行营业部支部委员会', district: GULOU },
      ]));
      agreementId = await frozenAgreement(conference.councilId, members);
    },
  });
  const { scene } = stage;
  const secretary = (index: number) => (members[index] as Member).secretary;
  const nameOf = (index: number) => (members[index] as Member).name;

  /** Opens the text, reads it, confirms, signs. */
  const sign = async (visitor: Visitor) => {
    await visitor.press('签署');
    await visitor.dialog.getByRole('checkbox', { name: '我已阅读以上文本' }).check();
    await visitor.press('签署', visitor.dialog);
    await visitor.sees('已签署');
  };

  scene('a secretary finds the agreement among what waits, and cannot sign without having read it', async () => {
    first = await stage.visitor(secretary(0));
    await first.look('work-list');
    await first.follow(TITLE);
    await first.isAt(TITLE);
    await first.sees('等待本单位签署');
    await first.look('agreement');
    await first.press('签署');
    await first.look('text-to-sign');
    await first.press('签署', first.dialog);
    await first.sees('请先阅读文本，再勾选确认');
    await first.press('取消', first.dialog);
  });

  scene('a signature appears on another secretary’s open page by itself', async () => {
    second = await stage.visitor(secretary(1));
    await second.open(`/agreements/${agreementId}`);
    await second.sees('尚无一方签署');
    await sign(first);
    await first.sees(/已签1方（共3方）/);
    await second.sees(/已签1方（共3方）/);
    await second.look('signed-by-the-other');
    await sign(second);
    await first.sees(/已签2方（共3方）/);
    await first.look('signed-by-two');
  });

  scene('a changed text clears both signatures, and shows what changed', async () => {
    const third = await stage.visitor(secretary(2));
    await third.open(`/agreements/${agreementId}`);
    await third.follow('修改文本');
    await third.look('revise');
    await third.fillNumber('协议份数', 4);
    await third.press('保存新文本');
    await third.isAt(TITLE);
    await third.press('定稿');
    await third.press('定稿', third.dialog);
    await third.sees(/因文本变动，以下签署已失效/);

    await first.open('/');
    await first.sees(TITLE);
    await first.look('work-list-after-change');
    await first.follow(TITLE);
    await first.sees(/因文本变动，以下签署已失效/);
    await first.sees(new RegExp(nameOf(0)));
    const text = first.section('协议文本');
    await text.getByRole('insertion').first().waitFor();
    await text.getByRole('deletion').first().waitFor();
    await first.look('changes');
  });

  scene('the office cannot sign for a unit: it has no button, and the service refuses', async () => {
    const [coordinator] = conference.coord;
    const office = await stage.visitor(coordinator);
    await office.open(`/agreements/${agreementId}`);
    await office.isAt(TITLE);
    expect(await office.offers('签署')).toBe(false);
    await office.look('as-the-office');
    const { contentHash } = await coordinator.must('GET', `/agreements/${agreementId}`);
    const refused = await coordinator.post(`/agreements/${agreementId}/signatures`, {
      contentHash,
      signatoryPost: '党支部书记',
    });
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission/role' } });
  });

  scene('a suspended unit is told that it cannot sign, in the words of the service', async () => {
    const [gulou] = conference.districts[GULOU] as readonly [Client, Client];
    const third = await stage.visitor(secretary(2));
    await third.open(`/agreements/${agreementId}`);
    await third.press('签署');
    await third.dialog.getByRole('checkbox', { name: '我已阅读以上文本' }).check();
    const unit = `/units/${members[2]?.unitId}`;
    await gulou.must('POST', `${unit}/suspension`, { reason: '整顿期间暂停参与' });
    const problem = await third.refused(409, () => third.press('签署', third.dialog));
    expect(problem.code).toBe('agreement/party-not-active');
    await third.sees(problem.title);
    await third.look('suspended');
    await third.press('取消', third.dialog);
    await gulou.must('POST', `${unit}/reactivation`, { reason: '整顿结束予以恢复' });
  });

  scene('is in force once all three have signed the same text', async () => {
    for (const index of [0, 1, 2]) {
      const visitor = await stage.visitor(secretary(index));
      await visitor.open(`/agreements/${agreementId}`);
      await sign(visitor);
      if (index === 2) {
        await visitor.sees(/协议自2026年3月2日起生效/);
        await visitor.look('in-force');
      }
    }
    await first.sees(/协议自2026年3月2日起生效/);
  });
});
