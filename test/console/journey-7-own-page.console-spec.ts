import { activityRecord, GULOU, QINHUAI } from '../support/scenario.js';
import { SCREENS } from './support/browser.js';
import { conferenceWith, type Member } from './support/members.js';
import { useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const ACTIVITY = '示例·初心论坛';
const REASON = '本单位实际到场十人，请予更正';

describe.each(SCREENS)(
  'A unit looks at its own page and disputes its headcount (journey 7), at $width px',
  (screen) => {
    let host: Member;
    let guest: Member;
    let outsider: Member;
    let secretary: Visitor;
    const stage = useStage({
      ...{ name: 'journey-7', startAt: '2026-03-02T02:00:00.000Z', screen, isJourney: true },
      prepare: async (installation) => {
        const { conference, members } = await conferenceWith(installation, [
          { name: '中共示例百货有限公司支部委员会', district: GULOU },
          { name: '中共示例书店有限公司支部委员会', district: QINHUAI },
          { name: '中共示例旅行社有限公司支部委员会', district: QINHUAI },
        ]);
        [host, guest, outsider] = members as [Member, Member, Member];
        coordinator = conference.coord[0];
        auditor = conference.auditor;
        await stage.setClock('2026-03-06T02:00:00.000Z');
        const record = activityRecord({
          ...{ councilId: conference.councilId, leadHostUnitId: host.unitId, title: ACTIVITY },
          startAt: '2026-03-05T09:00:00+08:00',
          participations: [
            { unitId: host.unitId, onSite: 20 },
            { unitId: guest.unitId, onSite: 14 },
          ],
        });
        await host.secretary.must('POST', '/activities', record);
      },
    });
    const { scene } = stage;
    const headcounts = (visitor: Visitor) => visitor.section('参与人次');
    let coordinator: Member['secretary'];
    let auditor: Member['secretary'];

    scene('sees on its own page what it took part in', async () => {
      secretary = await stage.visitor(guest.secretary);
      await secretary.goTo('本单位情况');
      await secretary.sees(ACTIVITY);
      await secretary.look('own-page');
      await secretary.follow(new RegExp(ACTIVITY));
      await secretary.isAt(ACTIVITY);
    });

    scene('does not see another unit’s page', async () => {
      const other = await stage.visitor(outsider.secretary);
      await other.refused(404, () => other.open(`/units/${guest.unitId}/one-pager`));
      await other.sees('没有找到，或不在您的职责范围内');
      await other.look('not-its-own');
      await other.open('/');
    });

    scene('is offered to dispute its own headcount and no other’s', async () => {
      expect(await secretary.offers('提出异议')).toBe(true);
      expect(await secretary.row(host.name, headcounts(secretary)).getByRole('button').count()).toBe(0);
      await secretary.press('提出异议', secretary.row(guest.name, headcounts(secretary)));
      await secretary.fillNumber('现场人次', 10, secretary.dialog);
      await secretary.press('提出异议', secretary.dialog);
      await secretary.sees('请填写5至500字的事由');
      await secretary.fill('事由', REASON, secretary.dialog);
      await secretary.look('dispute');
      await secretary.press('提出异议', secretary.dialog);
      await secretary.sees('已提出，待联席会办公室处理');
      await secretary.sees(/有异议/, secretary.row(guest.name, headcounts(secretary)));
      await secretary.look('disputed');
    });

    scene('has it resolved by the office, which finds it among what waits', async () => {
      expect(await secretary.offers('处理异议')).toBe(false);
      const office = await stage.visitor(coordinator);
      await office.sees(new RegExp(ACTIVITY));
      await office.look('work-list');
      await office.follow(new RegExp(ACTIVITY));
      await office.isAt(ACTIVITY);
      await office.press('处理异议', office.row(guest.name, headcounts(office)));
      await office.sees(new RegExp(REASON), office.dialog);
      await office.fill('事由', '经与主办单位核对，更正为十人', office.dialog);
      await office.look('resolve');
      await office.press('处理异议', office.dialog);
      await office.sees('已处理');
      await office.sees(/已更正1次/, office.row(guest.name, headcounts(office)));
    });

    scene('sees the corrected number without asking for it', async () => {
      await secretary.sees(/已更正1次/, secretary.row(guest.name, headcounts(secretary)));
      await secretary.look('corrected');
    });

    scene('keeps the earlier number in the history, where the auditor reads it and can change nothing', async () => {
      const reader = await stage.visitor(auditor);
      await reader.goTo('活动');
      await reader.follow(new RegExp(ACTIVITY));
      await reader.isAt(ACTIVITY);
      const history = reader.section('历程');
      await history.scrollIntoViewIfNeeded();
      await reader.sees(/14.*10/, history);
      await reader.look('history');
      for (const action of ['更正', '核实', '作废']) expect(await reader.offers(new RegExp(action))).toBe(false);
    });
  },
);
