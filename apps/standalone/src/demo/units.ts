import { bodyCheckChar, usccCheckChar } from '@lianjian/kernel/uscc';
import type { UnitProfile } from '@lianjian/units/commands';
import type { UnitKind } from '@lianjian/units/kinds';
import {
  COORDINATOR,
  COUNCIL_ID,
  districtOf,
  GULOU,
  officeOf,
  QINHUAI,
  type UnitCode,
  unitId,
  XUANWU,
} from './cast.js';
import { type Act, type Step, toCouncil, toUnit, workday } from './script.js';

/**
 * How many units of each kind the three districts have: 26 in 玄武, 36 in 秦淮, 26 in 鼓楼, 88 in all, 60 of them
 * enterprises. They are numbered in this order: X01…X10 are the private enterprises of 玄武, X11…X14 its banks, and so on.
 *
 * The table is the roll as it was admitted in December 2025, and the total of every kind is the same at the end of every
 * month after: Q15 was suspended, G09 merged and Q14 withdrawn in 2026, and each time a new private enterprise took the
 * place within the month (Q37, G27, Q38). Since Q16 moved on 16 March the districts are 27, 35 and 26.
 */
const ROLL: readonly (readonly [kind: UnitKind, xuanwu: number, qinhuai: number, gulou: number])[] = [
  ['PRIVATE', 10, 16, 9],
  ['FINANCE', 4, 6, 5],
  ['SOE', 2, 3, 2],
  ['FOREIGN', 1, 1, 1],
  ['BUILDING', 3, 4, 3],
  ['NEW_SOCIAL', 2, 2, 2],
  ['TRADE_ASSOC', 1, 1, 1],
  ['PUBLIC', 1, 1, 1],
  ['GOV', 1, 1, 1],
  ['COMMUNITY', 1, 1, 1],
];

/** Admitted in 2026, in the place of members that left. */
const NEWCOMERS: Readonly<Record<UnitCode, string>> = { Q37: '2026-05-18', G27: '2026-06-15', Q38: '2026-08-17' };

/** What the entity behind a unit is called after 示例, one name a unit in the order of the roll. */
const ENTITIES: Readonly<Partial<Record<UnitKind, readonly string[]>>> = {
  PRIVATE: (
    '百货商贸 服饰 珠宝 钟表 眼镜 影城 书城 餐饮 茶饮 咖啡 烘焙 酒店 旅行社 健身 美容 教育 文创 传媒 广告 软件 信息 网络 ' +
    '数码 电器 家居 医药 口腔 物业 保安 保洁 物流 快递 网约车 外卖 直播 花艺 宠物 潮玩'
  )
    .split(' ')
    .map((trade) => `${trade}有限公司`),
  FINANCE: Array.from('一二三四五六七八九')
    .concat('十 十一 十二 十三 十四 十五'.split(' '))
    .map((no) => `银行新街口第${no}支行`),
  SOE: ['地铁商业公司', '文化旅游集团', '百货集团', '百货集团新街口店', '城建集团', '供水集团', '通信公司'],
  FOREIGN: ['外资零售企业', '外资餐饮企业', '外资咨询企业'],
  BUILDING: Array.from('一二三四五六七八九十').map((no) => `${no}号大厦`),
  NEW_SOCIAL: ['公益救援队', '社会工作服务中心', '志愿服务中心', '会计师事务所', '律师事务所', '青年公益中心'],
  TRADE_ASSOC: ['餐饮商会', '零售商会', '楼宇经济商会'],
  PUBLIC: ['医院门诊部', '图书馆', '人才服务中心'],
  GOV: ['市场监管所一所', '市场监管所二所', '市场监管所三所'],
  COMMUNITY: ['社区一', '社区二', '社区三'],
};

/** Registrar and category of a USCC, and the usual Party organization, of each kind. */
const FORMS: Readonly<
  Partial<
    Record<
      UnitKind,
      readonly [uscc: string, UnitProfile['partyOrgType'], ending: string, UnitProfile['memberCountBand']]
    >
  >
> = {
  PRIVATE: ['91', 'BRANCH', '支部委员会', '7-49'],
  FINANCE: ['91', 'BRANCH', '支部委员会', '7-49'],
  SOE: ['91', 'GENERAL_BRANCH', '总支部委员会', '100+'],
  FOREIGN: ['91', 'JOINT_BRANCH', '联合支部委员会', '7-49'],
  BUILDING: ['91', 'COMMITTEE', '委员会', '50-99'],
  NEW_SOCIAL: ['52', 'BRANCH', '支部委员会', '3-6'],
  TRADE_ASSOC: ['51', 'BRANCH', '支部委员会', '3-6'],
  PUBLIC: ['12', 'BRANCH', '支部委员会', '7-49'],
  GOV: ['11', 'BRANCH', '支部委员会', '7-49'],
  COMMUNITY: ['55', 'COMMITTEE', '委员会', '100+'],
};

const SUBDISTRICTS: Readonly<Record<string, readonly string[]>> = {
  [XUANWU]: ['320102003'],
  [QINHUAI]: ['320104007', '320104006', '320104403'],
  [GULOU]: ['320106002'],
};

/** `nr` is its place among all units, from 1; `entity` the body it is the Party organization of. */
export type DemoUnit = Readonly<{ code: UnitCode; kind: UnitKind; entity: string; nr: number }>;

const founders: readonly DemoUnit[] = numbered(
  ROLL.flatMap(([kind, xuanwu, qinhuai, gulou]) =>
    [...Array(xuanwu).fill('X'), ...Array(qinhuai).fill('Q'), ...Array(gulou).fill('G')].map((letter: string) => ({
      letter,
      kind,
    })),
  ),
);

const PRIVATE_FOUNDERS = founders.filter(({ kind }) => kind === 'PRIVATE').length;

const newcomers: readonly DemoUnit[] = Object.keys(NEWCOMERS).map((code, index) => ({
  code,
  kind: 'PRIVATE',
  entity: `示例${ENTITIES.PRIVATE?.[PRIVATE_FOUNDERS + index]}`,
  nr: founders.length + index + 1,
}));

/** Every unit that ever was a member. */
export const units: readonly DemoUnit[] = [...founders, ...newcomers];

const byCode = new Map(units.map((unit) => [unit.code, unit]));

/** The unit with that code. */
export const unitOf = (code: UnitCode): DemoUnit => {
  const unit = byCode.get(code);
  if (!unit) throw new TypeError(`No unit ${code} in the demo`);
  return unit;
};

/** Left in 2026, or moved: they have no other part than that. */
const LEAVERS: readonly UnitCode[] = ['Q14', 'Q15', 'Q16', 'G09'];

/** The units that are members of one district from beginning to end. */
export const membersThroughout: readonly UnitCode[] = founders
  .map(({ code }) => code)
  .filter((code) => !LEAVERS.includes(code));

function numbered(wanted: readonly Readonly<{ letter: string; kind: UnitKind }>[]): DemoUnit[] {
  const counts: Record<string, number> = {};
  const next = (series: string) => {
    counts[series] = (counts[series] ?? 0) + 1;
    return counts[series];
  };
  return wanted.map(({ letter, kind }, index) => ({
    code: `${letter}${String(next(letter)).padStart(2, '0')}`,
    kind,
    entity: `示例${ENTITIES[kind]?.[next(kind) - 1]}`,
    nr: index + 1,
  }));
}

/** A unified social credit code of an invented body, with right check characters. */
function uscc(form: string, district: string, nr: number): string {
  const body = `DEM${String(nr).padStart(5, '0')}`;
  const code = `${form}${district}${body}${bodyCheckChar(body)}`;
  return `${code}${usccCheckChar(code)}`;
}

/** The branch of the department store Q24 is of one legal person with Q23, its group: they share a USCC. */
const SHARES_WITH: Readonly<Record<UnitCode, UnitCode>> = { Q24: 'Q23' };
/** A building committee may be of nobody's legal person. */
const WITHOUT_USCC = 'Q27';
const TENANTS = ['商贸有限公司', '咨询有限公司', '餐饮有限公司'];
/** The numbers of tenants come after those of all units. */
const TENANT_NUMBERS = 1_000;

/** What is registered of a unit. */
export function profileOf({ code, kind, entity, nr }: DemoUnit): UnitProfile {
  const [form, partyOrgType, ending, memberCountBand] = FORMS[kind] as NonNullable<(typeof FORMS)[UnitKind]>;
  const district = districtOf(code);
  const subdistricts = SUBDISTRICTS[district] as readonly string[];
  const isJoint = kind === 'BUILDING' || kind === 'FOREIGN';
  const sharer = SHARES_WITH[code];
  const sharedNr = sharer === undefined ? undefined : unitOf(sharer).nr;
  const tenants = TENANTS.map((tenant, index) => ({
    name: `${entity}${tenant}`,
    ...(code === WITHOUT_USCC ? {} : { uscc: uscc(form, district, TENANT_NUMBERS + nr * 3 + index) }),
  }));
  return {
    partyOrgName: `中共${entity}${ending}`,
    partyOrgType,
    hostKind: isJoint ? 'JOINT_BRANCH' : sharedNr ? 'SAME_AS_SUPERIOR' : 'LEGAL_ENTITY',
    hostEntities: isJoint ? tenants : [{ name: entity, uscc: uscc(form, district, sharedNr ?? nr) }],
    unitKind: kind,
    subdistrictCode: subdistricts[nr % subdistricts.length],
    superiorOrgName: '中共示例街区委员会',
    address: `示例路${nr}号`,
    memberCountBand,
  };
}

/** The units come in: registered and recommended by their districts, made members by the council's office. */
export function unitSteps(): Step[] {
  return units.flatMap((unit) => {
    const { code } = unit;
    const office = officeOf(districtOf(code));
    const id = unitId(code);
    const from = NEWCOMERS[code];
    const [registered, recommended, activated, admitted] = from
      ? [from, workday(from, 1), workday(from, 2), workday(from, 3)]
      : ['2025-11-10', '2025-11-17', '2025-12-01', '2025-12-08'];
    // One after the other, so that numbers follow the order of the roll.
    const perDistrict = { when: registered, by: office, lane: office.username };
    return [
      {
        ...perDistrict,
        name: `unit/${code}`,
        act: toUnit(id, 'RegisterUnit', {
          ...profileOf(unit),
          districtCode: districtOf(code),
          councilId: COUNCIL_ID,
        }),
      },
      { name: `contact/${code}`, when: `${registered} 14:00`, by: office, lane: id, act: nameLiaison(id) },
      {
        name: `recommend/${code}`,
        when: recommended,
        by: office,
        lane: id,
        act: toUnit(id, 'RecommendUnit', { councilId: COUNCIL_ID, basis: '示例推荐文件' }),
      },
      {
        name: `activate/${code}`,
        when: activated,
        by: COORDINATOR,
        lane: id,
        act: toUnit(id, 'ActivateUnit', { councilId: COUNCIL_ID }),
      },
      {
        name: `admit/${code}`,
        when: admitted,
        by: COORDINATOR,
        lane: COUNCIL_ID,
        act: toCouncil(COUNCIL_ID, 'AdmitMember', { unitId: id }),
      },
    ] satisfies Step[];
  });
}

const LIAISON = { displayName: '示例联络员', workPhone: '025-84000000' };

/** As the edge does it: the event holds a reference only. */
export const nameLiaison =
  (id: string): Act =>
  async (stage, context) => {
    const contactRef = context.newId('contact');
    await toUnit(id, 'ChangeUnitContact', { contactRef })(stage, context);
    await stage.contacts.put(contactRef, id, LIAISON, context);
    await stage.contacts.keepOnly(id, contactRef);
  };

/** What became of some of them in 2026. */
export function changeSteps(): Step[] {
  const move = unitId('Q16');
  return [
    {
      name: 'move/Q16/request',
      when: '2026-03-10',
      by: officeOf(QINHUAI),
      lane: move,
      act: toUnit(move, 'RequestUnitTransfer', {
        toDistrict: XUANWU,
        effectiveOn: '2026-03-16',
        reason: '示例：经营场所迁至玄武区，组织关系随迁',
      }),
    },
    {
      name: 'move/Q16/accept',
      when: '2026-03-13',
      by: officeOf(XUANWU),
      lane: move,
      act: toUnit(move, 'AcceptUnitTransfer', {}),
    },
    {
      name: 'suspend/Q15',
      when: '2026-05-11',
      by: officeOf(QINHUAI),
      lane: unitId('Q15'),
      act: toUnit(unitId('Q15'), 'SuspendUnit', { reason: '示例：门店停业装修，暂停参加联席会活动' }),
    },
    {
      name: 'merge/G09',
      when: '2026-06-08',
      by: officeOf(GULOU),
      lane: unitId('G09'),
      act: toUnit(unitId('G09'), 'MergeUnit', {
        intoUnitId: unitId('G02'),
        reason: '示例：企业合并，党支部并入合并后的企业党支部',
      }),
    },
    {
      name: 'withdraw/Q14',
      when: '2026-08-10',
      by: officeOf(QINHUAI),
      lane: unitId('Q14'),
      act: toUnit(unitId('Q14'), 'WithdrawUnit', { reason: '示例：企业迁出本市，申请退出联席会' }),
    },
    {
      name: 'withdraw/Q14/membership',
      when: '2026-08-11',
      by: COORDINATOR,
      lane: COUNCIL_ID,
      act: toCouncil(COUNCIL_ID, 'WithdrawMember', {
        unitId: unitId('Q14'),
        reason: '示例：企业迁出本市，申请退出联席会',
      }),
    },
  ];
}
