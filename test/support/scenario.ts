import { bodyCheckChar, usccCheckChar } from '@lianjian/kernel/uscc';
import type { Client, Installation } from './client.js';

export const XUANWU = '320102';
export const QINHUAI = '320104';
export const GULOU = '320106';
export const DISTRICTS = [XUANWU, QINHUAI, GULOU] as const;

/** Two persons of each office, so that the four-eyes rules can be kept. */
export type Offices = Readonly<{
  city: readonly [Client, Client];
  districts: Readonly<Record<string, readonly [Client, Client]>>;
  coord: readonly [Client, Client];
  auditor: Client;
}>;

export type Conference = Offices & Readonly<{ councilId: string; installation: Installation }>;

/** An established council of three districts, as the city founds one. */
export async function establishCouncil(
  installation: Installation,
  { establishedOn = '2025-01-01', name = '示例商圈党建联席会' } = {},
): Promise<Conference> {
  const city = [await installation.person('CITY', '320100'), await installation.person('CITY', '320100')] as const;
  const districts: Record<string, readonly [Client, Client]> = {};
  for (const code of DISTRICTS) {
    districts[code] = [await installation.person('DIST', code), await installation.person('DIST', code)];
  }
  const { id: councilId } = await city[0].must('POST', '/councils', {
    name,
    kind: 'BUSINESS_DISTRICT',
    leadAuthority: { name: '示例市委组织部', level: 'CITY', divisionCode: '320100' },
    hostDistricts: DISTRICTS,
    meetingCadence: 'QUARTERLY',
  });
  await city[1].must('POST', `/councils/${councilId}/establishment`, { establishedOn });
  const coord = [await installation.person('COORD', councilId), await installation.person('COORD', councilId)] as const;
  const auditor = await installation.person('AUDIT', '320100');
  return { city, districts, coord, auditor, councilId, installation };
}

let nextBody = 1;

/** A unified social credit code of an invented enterprise, with right check characters. */
export function inventedUscc(district: string): string {
  const body = `DEM${String(nextBody++).padStart(5, '0')}`;
  const code = `91${district}${body}${bodyCheckChar(body)}`;
  return `${code}${usccCheckChar(code)}`;
}

let nextUnit = 1;

type Wanted = Readonly<{
  district: string;
  unitKind?: string;
  name?: string;
  effectiveOn?: string;
  memberCountBand?: string;
}>;

export const unitProfile = ({ district, unitKind = 'PRIVATE', name, memberCountBand = '7-49' }: Wanted) => ({
  partyOrgName: name ?? `中共示例第${nextUnit++}商贸有限公司支部委员会`,
  partyOrgType: 'BRANCH',
  hostKind: 'LEGAL_ENTITY',
  hostEntities: [{ name: `示例商贸有限公司${nextUnit}`, uscc: inventedUscc(district) }],
  unitKind,
  districtCode: district,
  superiorOrgName: '中共示例街道工作委员会',
  address: '示例路一号商务大厦二层',
  memberCountBand,
});

/** A unit that its district registered and recommended and that the council activated and admitted. */
export async function admitUnit({ districts, coord, councilId }: Conference, wanted: Wanted): Promise<string> {
  const [first] = districts[wanted.district] as readonly [Client, Client];
  const { effectiveOn } = wanted;
  const { id: unitId } = await first.must('POST', '/units', unitProfile(wanted));
  await first.must('PUT', `/units/${unitId}/contact`, { displayName: '示例联络员', workPhone: '025-84000000' });
  await first.must('POST', `/units/${unitId}/recommendations`, { councilId });
  await coord[0].must('POST', `/units/${unitId}/activation`, { councilId, ...(effectiveOn ? { effectiveOn } : {}) });
  await coord[0].must('POST', `/councils/${councilId}/members`, { unitId, ...(effectiveOn ? { effectiveOn } : {}) });
  return unitId;
}

type WantedActivity = Readonly<{
  councilId: string;
  leadHostUnitId: string;
  coHostUnitIds?: readonly string[];
  startAt: string;
  participations: readonly object[];
  title?: string;
}>;

/** The body that records an activity of two hours. */
export const activityRecord = ({ startAt, title = '示例·初心论坛', ...rest }: WantedActivity) => ({
  title,
  kind: 'FORUM',
  startAt,
  endAt: new Date(Date.parse(startAt) + 7_200_000).toISOString(),
  place: '新街口商圈党群服务中心',
  summary: '围绕商圈治理与服务开展交流研讨，形成三条共识并明确后续分工。',
  ...rest,
});
