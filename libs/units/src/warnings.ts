import type { UnitProfile } from './commands.js';
import type { UnitKind } from './kinds.js';

/** Something an office should look at. It never keeps a unit from anything (UNIT-e). */
export type UnitWarning = Readonly<{ code: `unit/${string}`; field: keyof UnitProfile; message: string }>;

const USUAL_NAME = /^中共.*(?:委员会|支部|党组)$/u;

// Registrar and category, the first two characters of a USCC, that a kind usually comes with. Kinds that have no legal
// form of their own (楼宇、街区、社区) are not listed.
const ENTERPRISE = /^9[1239]/;
const USUAL_USCC: Partial<Record<UnitKind, RegExp>> = {
  GOV: /^11/,
  STREET: /^11/,
  PUBLIC: /^12/,
  SCHOOL: /^(?:12|52|91)/,
  HOSPITAL: /^(?:12|52|91)/,
  SOE: /^91/,
  MIXED: /^91/,
  FOREIGN: /^91/,
  FINANCE: /^91/,
  PRIVATE: ENTERPRISE,
  NEW_ECONOMY: ENTERPRISE,
  NEW_SOCIAL: /^[35]/,
  TRADE_ASSOC: /^5/,
};

const MOST_HOSTS_OF_A_JOINT_BRANCH = 5;

/** What looks unusual in a unit's profile. */
export function warnings(profile: UnitProfile): readonly UnitWarning[] {
  const { partyOrgName, partyOrgType, hostKind, hostEntities, unitKind, memberCountBand } = profile;
  const isBranch = partyOrgType === 'BRANCH' || partyOrgType === 'JOINT_BRANCH';
  const found: UnitWarning[] = [];

  if (!USUAL_NAME.test(partyOrgName)) {
    found.push({
      code: 'unit/unusual-name',
      field: 'partyOrgName',
      message: '党组织名称一般以“中共”开头，以委员会、总支部委员会、支部委员会、支部、党组或工作委员会结尾',
    });
  }
  const usual = USUAL_USCC[unitKind];
  if (usual && hostEntities.some(({ uscc }) => uscc && !usual.test(uscc))) {
    found.push({
      code: 'unit/uscc-of-another-kind',
      field: 'hostEntities',
      message: '统一社会信用代码的登记机关和机构类别与单位类别不一致',
    });
  }
  if (isBranch && memberCountBand === '0-2') {
    found.push({ code: 'unit/too-few-members', field: 'memberCountBand', message: '党支部一般须有3名以上正式党员' });
  }
  if (isBranch && (memberCountBand === '50-99' || memberCountBand === '100+')) {
    found.push({ code: 'unit/too-many-members', field: 'memberCountBand', message: '党支部党员一般不超过50人' });
  }
  if (hostKind === 'JOINT_BRANCH' && isBranch && hostEntities.length > MOST_HOSTS_OF_A_JOINT_BRANCH) {
    found.push({ code: 'unit/too-many-hosts', field: 'hostEntities', message: '联合党支部覆盖单位一般不超过5个' });
  }
  return found;
}
