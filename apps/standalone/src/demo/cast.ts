import { type Actor, type Role, SYSTEM } from '@lianjian/permissions/actor';
import { idOf, keyOf, type Step } from './script.js';

export const XUANWU = '320102';
export const QINHUAI = '320104';
export const GULOU = '320106';
export const DISTRICTS = [XUANWU, QINHUAI, GULOU] as const;

/** An account of the demo. Nobody of flesh and blood: `displayName` is an office. */
export type Person = Actor & Readonly<{ username: string; displayName: string; hasLogin: boolean }>;

const GRANTED_ON = '2025-11-03';

const accountId = (username: string) => keyOf(`account/${username}`);
const ADMINISTRATOR_ID = accountId('administrator');

function person(username: string, displayName: string, role: Role, scope: string, hasLogin = true): Person {
  const grantor = role === 'ADMIN' ? SYSTEM.accountId : ADMINISTRATOR_ID;
  const mandateId = idOf('mandate', { accountId: grantor }, `mandate/${username}`);
  return { accountId: accountId(username), mandateId, role, scope, username, displayName, hasLogin };
}

export const ADMINISTRATOR = person('administrator', '示例系统管理员', 'ADMIN', '*');

/** Two, as who proposes a council does not establish it. */
export const CITY = person('city-org', '示例市委组织部甲', 'CITY', '320100');
export const CITY_APPROVER = person('city-org-2', '示例市委组织部乙', 'CITY', '320100');

const OFFICES = {
  [XUANWU]: person('xuanwu-org', '示例玄武区委组织部', 'DIST', XUANWU),
  [QINHUAI]: person('qinhuai-org', '示例秦淮区委组织部', 'DIST', QINHUAI),
  [GULOU]: person('gulou-org', '示例鼓楼区委组织部', 'DIST', GULOU),
} as const;

/** The organization department of a host district. */
export const officeOf = (district: string): Person => OFFICES[district as keyof typeof OFFICES];

export const COUNCIL_ID = idOf('council', CITY, 'council');

/** Two, as who prepares a report does not publish it. */
export const COORDINATOR = person('coordinator-1', '示例联席会办公室甲', 'COORD', COUNCIL_ID);
export const PUBLISHER = person('coordinator-2', '示例联席会办公室乙', 'COORD', COUNCIL_ID);

export const AUDITOR = person('auditor', '示例审计', 'AUDIT', '320100');

/** Units are called by district and number: X 玄武, Q 秦淮, G 鼓楼. */
export type UnitCode = string;

/** The district that registered the unit; Q16 moved later. */
export const districtOf = (code: UnitCode): string => ({ X: XUANWU, Q: QINHUAI, G: GULOU })[code.charAt(0)] as string;

export const unitId = (code: UnitCode): string => idOf('unit', officeOf(districtOf(code)), `unit/${code}`);

/** Secretaries whose password is printed; nobody knows those of the others, who act in the script only. */
const WITH_LOGIN = ['X01', 'X26', 'Q17', 'Q23', 'G04', 'G21'];

/** The secretary of a unit, who acts for it. */
export const secretaryOf = (code: UnitCode): Person =>
  person(`unit-${code.toLowerCase()}`, `示例单位书记${code}`, 'UNIT', unitId(code), WITH_LOGIN.includes(code));

export const OFFICIALS = [
  ADMINISTRATOR,
  CITY,
  CITY_APPROVER,
  ...Object.values(OFFICES),
  COORDINATOR,
  PUBLISHER,
  AUDITOR,
] as const;

/** Everybody's mandate, before anything else. */
export const mandateSteps = (people: readonly Person[]): Step[] =>
  people.map(({ accountId: id, username, role, scope }) => ({
    name: `mandate/${username}`,
    when: role === 'ADMIN' ? GRANTED_ON : `${GRANTED_ON} 10:00`,
    by: role === 'ADMIN' ? SYSTEM : ADMINISTRATOR,
    lane: id,
    act: ({ mandates }, context) =>
      mandates.execute(
        id,
        {
          type: 'GrantMandate',
          data: { role: role as Exclude<Role, 'SYSTEM'>, scope, from: GRANTED_ON, basis: '示例任职文件' },
        },
        context,
      ),
  }));
