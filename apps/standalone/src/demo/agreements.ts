import type { AgreementKind } from '@lianjian/agreements/codes';
import { agreementCommands } from '@lianjian/agreements/commands';
import { hashOf } from '@lianjian/agreements/drafting';
import { addDays, type BusinessDate } from '@lianjian/kernel/time';
import type { UnitKind } from '@lianjian/units/kinds';
import type { z } from 'zod';
import { COUNCIL_ID, districtOf, officeOf, secretaryOf, type UnitCode, unitId } from './cast.js';
import { idOf, type Step, toAgreement, workday } from './script.js';
import { unitOf } from './units.js';

type DraftData = z.input<typeof agreementCommands.DraftAgreement>;

/**
 * The 46 agreements: name, kind, parties, term, subject. Those of projects are called like them (P01 is of project 1).
 *
 * On 31 October 2026, 38 are in force (P01–P09 and P11, P13, P14, P16–P18 = 15, C1–C5, S01–S18): 15 of them across
 * districts, 4 of these between three districts, 5 with at most 60 days left, and 3 of which nothing was heard for 90
 * days. 61 of the 88 members are party to one of the 38. E1–E3, P10 and P12 are over, P15 was terminated with its
 * project, H1 and H2 wait for a signature.
 */
const TABLE = `
P01 BUSINESS  Q17 X01     2026-01-12 2027-12-31 普惠贷款直通车共建
P02 BUSINESS  G10 Q18     2026-01-12 2027-06-30 商圈支付安全共建
P03 REGIONAL  X11 X02     2026-01-14 2027-12-31 新市民金融课堂共建
P04 REGIONAL  Q19 G11     2026-01-14 2027-06-30 商户反诈联防共建
P05 BUSINESS  G12 G01     2026-01-16 2027-12-31 首贷户辅导共建
P06 REGIONAL  X21 Q31 G22 2026-01-16 2028-12-31 急救员商圈覆盖三区共建
P07 REGIONAL  Q23 X15     2026-01-19 2027-12-31 商场应急救援联训共建
P08 CROSS     G08 G06     2026-01-19 2027-12-31 骑手安全守护共建
P09 REGIONAL  Q36 G26     2026-01-21 2027-12-31 走失老人协寻共建
P10 REGIONAL  X24 X03     2026-01-21 2026-06-30 无偿献血专场共建
P11 AID       X04 G03     2026-01-23 2027-12-31 青年创业体验营共建
P12 AID       Q01 Q02     2026-01-23 2026-09-30 店长一日体验共建
P13 CROSS     G04 Q03     2026-01-26 2027-12-31 首店孵化导师团共建
P14 AID       G15 X16     2026-01-26 2027-12-31 高校学生见习岗共建
P15 AID       Q04 Q05     2026-01-28 2027-01-31 众创空间开放日共建
P16 REGIONAL  X26 Q27 G18 2026-01-28 2028-12-31 红色驿站三区联建
P17 CROSS     Q28 Q06     2026-01-30 2027-12-31 楼宇午间课堂共享
P18 CROSS     G21 G05     2026-01-30 2027-12-31 商圈法律问诊共建
C1  AID       X12 Q20     2026-02-02 2026-12-15 银行支部跨区联学
C2  AID       Q21 G13     2026-03-02 2027-12-31 反假货币宣传共建
C3  AID       X22 G23     2026-03-04 2027-12-31 社会组织与商会共建
C4  REGIONAL  X25 Q35 G25 2026-03-06 2027-12-31 三区市场监管联合服务
C5  REGIONAL  X18 Q29 G19 2026-03-09 2027-12-31 三区楼宇党建联建
S01 AID       X05 X01     2026-02-04 2026-11-20 商户诚信经营互助
S02 BUSINESS  X06 X11     2026-02-04 2027-12-31 影城金融服务结对
S03 REGIONAL  X07 X26     2026-02-06 2027-12-31 书香社区共建
S04 AID       X08 X12     2026-02-06 2027-12-31 餐饮商户互助
S05 BUSINESS  X13 X02     2026-03-11 2027-12-31 服饰商户金融结对
S06 REGIONAL  X25 X26     2026-03-11 2027-12-31 社区放心消费共建
S07 REGIONAL  Q07 Q36     2026-02-09 2026-11-30 文创进社区共建
S08 CROSS     Q08 Q27     2026-02-09 2027-12-31 楼宇文化联建
S09 BUSINESS  Q09 Q17     2026-02-11 2027-12-31 广告企业金融结对
S10 CROSS     Q10 Q28     2026-02-11 2027-12-31 楼宇数字化共建
S11 BUSINESS  Q11 Q18     2026-02-25 2026-12-30 信息企业金融结对
S12 AID       Q24 Q23     2026-02-25 2027-12-31 门店岗位建功互助
S13 AID       Q32 Q31     2026-02-27 2027-12-31 志愿服务联合行动
S14 REGIONAL  G07 G26     2026-03-13 2027-12-31 网约车司机关爱共建
S15 CROSS     G14 G18     2026-03-13 2026-12-25 楼宇金融服务共建
S16 AID       G16 G15     2026-03-16 2027-12-31 国企支部互学共建
S17 REGIONAL  G24 G26     2026-03-16 2027-12-31 社区人才服务共建
S18 CROSS     G17 G10     2026-03-18 2027-12-31 外资企业金融服务共建
E1  AID       X09 X10     2026-01-12 2026-05-31 茶饮咖啡商户互助
E2  CROSS     Q12 Q13     2026-01-14 2026-07-31 数码网络企业联学
E3  REGIONAL  G20 Q30     2026-01-16 2026-08-31 楼宇开放日联办
H1  BUSINESS  X14 Q17     2026-10-12 2027-12-31 跨区银行服务共建
H2  REGIONAL  X23 Q33 G21 2026-10-14 2027-12-31 三区社会组织共建
`;

/** Nothing was done under these since summer. */
const DORMANT = ['S04', 'S10', 'S18'];
/** Nobody but the first parties has signed. */
const HALF_SIGNED: Readonly<Record<string, number>> = { H1: 1, H2: 2 };
/** What the other side confirmed after the day it was due, and what it has not confirmed yet. */
const CONFIRMED_LATE = ['P03/o2', 'C1/o2', 'S03/o2', 'S09/o2', 'S14/o1'];
const UNCONFIRMED = ['P13/o2', 'S06/o1', 'S12/o1', 'C5/o3'];

type DemoAgreement = Readonly<{
  name: string;
  kind: string;
  parties: readonly UnitCode[];
  termFrom: BusinessDate;
  termTo: BusinessDate;
  subject: string;
}>;

const agreements: readonly DemoAgreement[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name = '', kind = '', ...rest] = line.split(/\s+/);
    const [termFrom = '', termTo = '', subject = ''] = rest.slice(-3);
    return { name, kind, parties: rest.slice(0, -3), termFrom, termTo, subject };
  });

const lead = ({ parties }: DemoAgreement): UnitCode => parties[0] as UnitCode;

function named(name: string): DemoAgreement {
  const agreement = agreements.find((each) => each.name === name);
  if (!agreement) throw new TypeError(`No agreement ${name} in the demo`);
  return agreement;
}

/** The id of an agreement of the table. */
export const agreementId = (name: string): string =>
  idOf('agreement', secretaryOf(lead(named(name))), `agreement/${name}`);

/** The parties of an agreement of the table, the first one first. */
export const partiesOf = (name: string): readonly UnitCode[] =>
  agreements.find((each) => each.name === name)?.parties ?? [];

const KINDS: Readonly<Record<string, AgreementKind>> = {
  REGIONAL: 'REGIONAL',
  AID: 'HORIZONTAL_MUTUAL_AID',
  BUSINESS: 'HORIZONTAL_BUSINESS',
  CROSS: 'HORIZONTAL_CROSS_TRADE',
};

const TRADES: Readonly<Partial<Record<UnitKind, NonNullable<DraftData['parties'][number]['trade']>>>> = {
  PRIVATE: 'COMMERCE',
  FINANCE: 'FINANCE',
  SOE: 'COMMERCE',
  FOREIGN: 'COMMERCE',
  BUILDING: 'PROPERTY',
  NEW_SOCIAL: 'LAW',
};
/** Where two of one kind come together although they are of different trades. */
const TRADE_OF: Readonly<Record<UnitCode, NonNullable<DraftData['parties'][number]['trade']>>> = {
  Q03: 'CULTURE',
  G06: 'LOGISTICS',
  G08: 'CATERING',
  Q12: 'INTERNET',
};

export const POST = '党组织书记';

function draftOf(agreement: DemoAgreement): DraftData {
  const { name, kind, parties, termFrom, termTo, subject } = agreement;
  return {
    councilId: COUNCIL_ID,
    kind: KINDS[kind] as AgreementKind,
    title: `示例·${subject}协议`,
    parties: parties.map((code) => ({
      unitId: unitId(code),
      signatoryPost: POST,
      level: 'GRASSROOTS',
      trade: TRADE_OF[code] ?? TRADES[unitOf(code).kind] ?? 'PUBLIC_SERVICE',
    })),
    purpose: `示例：各方围绕“${subject}”开展组织联建、资源共享、活动联办，建立长期协作机制。`,
    scopeItems: ['组织联建', '活动联办', '资源共享'],
    obligations: parties.map((code, index) => ({
      obligationId: `o${index + 1}`,
      unitId: unitId(code),
      text: `示例：开展“${subject}”活动`,
      measureUnit: 'TIMES',
      targetQty: 2,
      dueOn: dueOn(agreement, index),
    })),
    termFrom,
    termTo,
    reviewCadence: 'QUARTERLY',
    copies: parties.length,
    ...(kind === 'BUSINESS' ? { businessRelation: '示例：一方为另一方及其商户提供金融服务' } : {}),
    projectIds: [],
    ...(name.startsWith('P') ? {} : { terminationNoticeDays: 30 }),
  };
}

/** Each party owes something at another time: by summer, by autumn; under a short agreement shortly before its end. */
function dueOn({ name, termTo }: DemoAgreement, index: number): BusinessDate {
  if (termTo < '2026-10-01') return addDays(termTo, -15);
  if (name in HALF_SIGNED || (DORMANT.includes(name) && index > 0)) return '2027-03-31';
  if (index > 1) return '2026-10-31';
  if (index === 0) return '2026-06-30';
  return Number(name.slice(1)) % 2 === 0 ? '2026-10-31' : '2026-09-30';
}

/** The text of an agreement of the table as it was drafted. */
export function termsOf(name: string) {
  const { councilId: _, ...terms } = agreementCommands.DraftAgreement.parse(draftOf(named(name)));
  return terms;
}

/** Drafting, signing by every party for itself, filing in every district concerned; then what was done under it. */
export function agreementSteps(): Step[] {
  return agreements.flatMap((agreement) => {
    const { name, parties, termFrom } = agreement;
    const id = agreementId(name);
    const data = draftOf(agreement);
    const terms = termsOf(name);
    const drafter = secretaryOf(lead(agreement));
    const districts = [...new Set(parties.map(districtOf))];
    const signing = parties.slice(0, HALF_SIGNED[name] ?? parties.length);
    const isSigned = signing.length === parties.length;
    const lane = id;
    return [
      {
        name: `agreement/${name}`,
        when: workday(termFrom),
        by: drafter,
        // One after the other, so that numbers follow the order of the table.
        lane: `draft/${districtOf(lead(agreement))}`,
        act: toAgreement(id, 'DraftAgreement', data),
      },
      {
        name: `agreement/${name}/freeze`,
        when: workday(termFrom, 1),
        by: drafter,
        lane,
        act: toAgreement(id, 'FreezeAgreementText', {}),
      },
      ...signing.map((code, index) => ({
        name: `agreement/${name}/sign/${code}`,
        when: workday(termFrom, 2 + index),
        by: secretaryOf(code),
        lane,
        act: toAgreement(id, 'SignAgreement', { contentHash: hashOf(terms), signatoryPost: POST }),
      })),
      ...(isSigned ? districts : []).map((district) => ({
        name: `agreement/${name}/file/${district}`,
        when: workday(termFrom, 6),
        by: officeOf(district),
        lane,
        act: toAgreement(id, 'FileAgreement', { districtCode: district }),
      })),
      ...(isSigned ? parties.flatMap((_party, index) => obligationSteps(agreement, index)) : []),
    ];
  });
}

/** The owing party reports in two parts; the next party confirms. */
function obligationSteps(agreement: DemoAgreement, index: number): Step[] {
  const { name, parties } = agreement;
  const due = dueOn(agreement, index);
  if (due > '2026-10-31' || name === 'P15') return [];
  const id = agreementId(name);
  const obligationId = `o${index + 1}`;
  const step = (what: string, when: BusinessDate, code: UnitCode, act: Step['act']): Step => ({
    ...{ name: `agreement/${name}/${obligationId}/${what}`, when, by: secretaryOf(code), lane: id, act },
  });
  const [first, second] = [workday(addDays(due, -40)), workday(addDays(due, -20))];
  const report = (what: string, on: BusinessDate) =>
    step(
      what,
      on,
      parties[index] as UnitCode,
      toAgreement(id, 'FulfilObligation', {
        obligationId,
        fulfilledOn: on,
        quantity: 1,
        evidence: { note: '示例：活动记录见党群服务中心台账' },
      }),
    );
  const reported = [report('first', first), report('second', second)];
  const key = `${name}/${obligationId}`;
  if (UNCONFIRMED.includes(key)) return reported;
  const confirmedOn = workday(addDays(due, CONFIRMED_LATE.includes(key) ? 9 : -8));
  const counterParty = parties[(index + 1) % parties.length] as UnitCode;
  return [
    ...reported,
    step('confirm', confirmedOn, counterParty, toAgreement(id, 'ConfirmObligation', { obligationId })),
  ];
}

/** P15 ends with its project. */
export const terminationSteps = (): Step[] => [
  {
    name: 'agreement/P15/terminate',
    when: '2026-07-13',
    by: secretaryOf('Q04'),
    lane: agreementId('P15'),
    act: toAgreement(agreementId('P15'), 'TerminateAgreement', {
      reason: '示例：众创空间停止运营，项目已批准终止，协议随之终止',
    }),
  },
];
