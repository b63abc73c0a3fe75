import type { Request } from 'playwright-core';
import type { Client } from '../support/client.js';
import { activityRecord, type Conference, GULOU, QINHUAI } from '../support/scenario.js';
import { SCREENS } from './support/browser.js';
import { conferenceWith, type Member } from './support/members.js';
import { useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const REASON = '本单位实际到场十人，请予更正';

describe('What was typed', () => {
  let conference: Conference;
  let host: Member;
  let guest: Member;
  const stage = useStage({
    ...{ name: 'resilience', startAt: '2026-03-02T02:00:00.000Z', screen: SCREENS[0] },
    prepare: async (installation) => {
      const made = await conferenceWith(installation, [
        { name: '中共示例百货有限公司支部委员会', district: GULOU },
        { name: '中共示例书店有限公司支部委员会', district: QINHUAI },
      ]);
      conference = made.conference;
      [host, guest] = made.members as [Member, Member];
      await stage.setClock('2026-03-06T02:00:00.000Z');
    },
  });
  const { scene } = stage;

  const heldActivity = async (title: string) => {
    const record = activityRecord({
      ...{ councilId: conference.councilId, leadHostUnitId: host.unitId, title },
      startAt: '2026-03-05T09:00:00+08:00',
      participations: [
        { unitId: host.unitId, onSite: 20 },
        { unitId: guest.unitId, onSite: 14 },
      ],
    });
    return (await host.secretary.must('POST', '/activities', record)).id as string;
  };
  /** A form that is filled in and not sent yet. */
  const fillForm = async (visitor: Visitor, id: string) => {
    await visitor.open(`/activities/${id}`);
    await visitor.press('提出异议');
    await visitor.fillNumber('现场人次', 10, visitor.dialog);
    await visitor.fill('事由', REASON, visitor.dialog);
  };
  /** The page does not hear of what others do, nor of what the service did without its hearing so. */
  const hearNothing = (visitor: Visitor) =>
    visitor.page.route('**/api/v1/changes', (route) =>
      route.fulfill({ status: 200, contentType: 'text/event-stream', body: '' }),
    );
  const send = (visitor: Visitor) => visitor.press('提出异议', visitor.dialog);
  const isKept = async (visitor: Visitor) => {
    const field = (role: 'spinbutton' | 'textbox', name: string) =>
      visitor.dialog.getByRole(role, { name }).inputValue();
    expect(await Promise.all([field('spinbutton', '现场人次'), field('textbox', '事由')])).toEqual(['10', REASON]);
  };
  const disputesOf = async (id: string) => {
    const { items } = await conference.auditor.must('GET', `/activities/${id}/history`);
    return items.filter(({ type }: { type: string }) => type === 'ParticipationDisputed').length;
  };

  scene('survives a lost connection, and is sent again by the same button', async () => {
    const id = await heldActivity('示例·断网');
    const visitor = await stage.visitor(guest.secretary);
    await fillForm(visitor, id);
    await visitor.loseConnection();
    await send(visitor);
    await visitor.sees('没有连上服务');
    await visitor.sees(/网络已断开/);
    await isKept(visitor);
    await visitor.look('offline');
    await visitor.findConnection();
    await send(visitor);
    await visitor.sees('已提出，待联席会办公室处理');
    expect(await disputesOf(id)).toBe(1);
  });

  scene('is recorded once when the answer is lost and it is sent again', async () => {
    const id = await heldActivity('示例·应答丢失');
    const visitor = await stage.visitor(guest.secretary);
    await hearNothing(visitor);
    await fillForm(visitor, id);
    const keys: string[] = [];
    const note = (request: Request) => keys.push(request.headers()['idempotency-key'] ?? '');
    visitor.guard.isOffline = true;
    await visitor.page.route(
      '**/disputes',
      async (route) => {
        note(route.request());
        await route.fetch(); // the service has it, and the page never hears of it
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await send(visitor);
    await visitor.sees('没有连上服务');
    await isKept(visitor);
    visitor.guard.isOffline = false;
    visitor.page.on('request', (request) => request.url().endsWith('/disputes') && note(request));
    await send(visitor);
    await visitor.sees('已提出，待联席会办公室处理');
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(await disputesOf(id)).toBe(1);
  });

  scene('survives that somebody else was faster, and says so', async () => {
    const id = await heldActivity('示例·同时修改');
    const visitor = await stage.visitor(guest.secretary);
    await hearNothing(visitor);
    await fillForm(visitor, id);
    await host.secretary.must('POST', `/activities/${id}/participation-corrections`, {
      ...{ participantKey: host.unitId, onSite: 21, remote: 0, reason: '签到表漏计一人' },
    });
    await visitor.refused(412, () => send(visitor));
    await visitor.sees('刚才有人修改了这个对象');
    await isKept(visitor);
    await visitor.look('somebody-was-faster');
    await visitor.press('查看最新内容');
    await visitor.press('已核对，继续');
    await send(visitor);
    await visitor.sees('已提出，待联席会办公室处理');
    expect(await disputesOf(id)).toBe(1);
  });

  scene('says by itself that somebody changed what a dialog was opened upon, and sends nothing unseen', async () => {
    const id = await heldActivity('示例·打开后被修改');
    const visitor = await stage.visitor(guest.secretary);
    await fillForm(visitor, id);
    await host.secretary.must('POST', `/activities/${id}/participation-corrections`, {
      ...{ participantKey: host.unitId, onSite: 22, remote: 0, reason: '签到表漏计两人' },
    });
    await visitor.sees('刚才有人修改了这个对象');
    await visitor.refused(412, () => send(visitor));
    await isKept(visitor);
    expect(await disputesOf(id)).toBe(0);
    await visitor.press('已核对，继续');
    await send(visitor);
    await visitor.sees('已提出，待联席会办公室处理');
    expect(await disputesOf(id)).toBe(1);
  });

  scene('survives the end of the session: one signs in again on the same page', async () => {
    const id = await heldActivity('示例·登录到期');
    const visitor = await stage.visitor(guest.secretary);
    await fillForm(visitor, id);
    await stage.service.setClock('2026-03-08T02:00:00.000Z');
    visitor.guard.mayBeSignedOut = true;
    await send(visitor);
    await visitor.sees('登录已到期');
    await visitor.look('session-ended');
    await visitor.fill('口令', guest.secretary.account?.password as string);
    await visitor.press('登录');
    await visitor.page.getByText('登录已到期').waitFor({ state: 'hidden' });
    visitor.guard.mayBeSignedOut = false;
    await isKept(visitor);
    expect(new URL(visitor.page.url()).pathname).toBe(`/activities/${id}`);
    await send(visitor);
    await visitor.sees('已提出，待联席会办公室处理');
    expect(await disputesOf(id)).toBe(1);
  });

  scene('survives a reload of a long form, and a warning before the page is left', async () => {
    const visitor = await stage.visitor((conference.districts[GULOU] as readonly [Client, Client])[0]);
    await visitor.open('/projects/new');
    await visitor.fill('项目名称', '示例·首店孵化导师团');
    await visitor.page.reload();
    await visitor.settled();
    expect(await visitor.page.getByRole('textbox', { name: '项目名称' }).inputValue()).toBe('示例·首店孵化导师团');
  });
});
