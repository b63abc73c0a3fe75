import type { Client, Installation } from '../../support/client.js';
import { admitUnit, type Conference, establishCouncil } from '../../support/scenario.js';

/** A member unit and its secretary. */
export type Member = Readonly<{ unitId: string; name: string; secretary: Client }>;

/** A council with a member unit for each name, in the district given for it. */
export async function conferenceWith(
  installation: Installation,
  wanted: readonly Readonly<{ name: string; district: string; unitKind?: string }>[],
): Promise<Readonly<{ conference: Conference; members: readonly Member[] }>> {
  const conference = await establishCouncil(installation);
  const members: Member[] = [];
  for (const { name, ...rest } of wanted) {
    const unitId = await admitUnit(conference, { ...rest, name });
    members.push({ unitId, name, secretary: await installation.person('UNIT', unitId) });
  }
  return { conference, members };
}

/** The terms of a regional agreement in which every party owes something. */
export const termsBetween = (members: readonly Member[], overrides = {}) => ({
  kind: 'REGIONAL',
  title: '示例·商圈共建协议',
  parties: members.map(({ unitId }) => ({ unitId, signatoryPost: '党支部书记' })),
  purpose: '各方围绕商圈治理开展组织共建、资源共享与服务联动，形成长期合作机制。',
  scopeItems: ['组织联建', '活动联办'],
  obligations: members.map(({ unitId }, index) => ({
    ...{ obligationId: `o${index + 1}`, unitId, text: '每半年牵头一次联合主题党日' },
    ...{ measureUnit: 'TIMES', targetQty: 1, dueOn: '2026-06-30' },
  })),
  ...{ termFrom: '2026-03-02', termTo: '2027-03-01', reviewCadence: 'HALF_YEARLY', copies: 3 },
  ...overrides,
});

/** A draft that one of its parties has made final; its id. */
export async function frozenAgreement(councilId: string, members: readonly Member[], overrides = {}): Promise<string> {
  const [{ secretary }] = members as [Member];
  const { id } = await secretary.must('POST', '/agreements', { councilId, ...termsBetween(members, overrides) });
  await secretary.must('POST', `/agreements/${id}/freeze`);
  return id;
}
