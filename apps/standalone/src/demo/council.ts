import { CITY, CITY_APPROVER, COORDINATOR, COUNCIL_ID, DISTRICTS, GULOU, officeOf, QINHUAI, XUANWU } from './cast.js';
import { type Act, type Step, toCouncil } from './script.js';

type Statistic = readonly [
  name: string,
  value: number,
  unit: string,
  qualifier: 'EXACT' | 'ABOUT' | 'OVER' | 'NEARLY',
  scope?: string,
];

const REPORTED_2022: readonly Statistic[] = [
  ['两新组织党组织', 210, '个', 'OVER'],
  ['党员', 3600, '名', 'OVER'],
  ['成员单位', 88, '家', 'EXACT'],
  ['签约项目', 18, '个', 'EXACT'],
  ['商家', 2000, '户', 'NEARLY'],
  ['从业人员', 100_000, '人', 'OVER'],
  ['核心区面积', 1, '平方公里', 'NEARLY', '商圈核心区'],
  ['企业参与频次提升', 30, '%', 'ABOUT', '企业成员'],
  ['街区党委', 3, '个', 'EXACT', '秦淮区新街口商务街区党委、玄武区中山路国际名品街区党委、鼓楼区金陵汇红色街区党委'],
];

// Younger than the proposal they come with: a council takes declared statistics then and at no other time.
const REPORTED_2026: readonly Statistic[] = [
  ['商圈面积', 4, '平方公里', 'EXACT'],
  ['世界500强分支机构', 100, '家', 'NEARLY'],
  ['商店', 700, '家', 'NEARLY'],
  ['大中型商业企业', 30, '家', 'EXACT'],
  ['商家', 1600, '户', 'OVER'],
  ['从业人员', 100_000, '人', 'NEARLY'],
  ['街区党委吸纳委员', 9, '名', 'EXACT', '街区党委'],
  ['党群服务中心用于服务的空间', 95, '%', 'EXACT', '新街口商圈党群服务中心'],
];

const declared = (statistics: readonly Statistic[], asOf: string, source: string) =>
  statistics.map(([name, value, unit, qualifier, scope = '新街口商圈']) => ({
    ...{ name, quantity: { value, unit, qualifier }, asOf, scope, source },
  }));

/** The council, which is real, with what was published about it; charter, terms of duty and baselines are of the demo. */
export function councilSteps(): Step[] {
  const step = (name: string, when: string, by: Step['by'], act: Act): Step => ({
    ...{ name, when, by, lane: COUNCIL_ID, act },
  });
  const term = (district: string, year: number) =>
    step(
      `duty/${year}`,
      '2025-11-07',
      CITY,
      toCouncil(COUNCIL_ID, 'AssignDutyDistrict', {
        districtCode: district,
        from: `${year}-01-01`,
        to: `${year}-12-31`,
      }),
    );
  const handover = (district: string, when: string) =>
    step(
      `handover/2026/${district}`,
      when,
      officeOf(district),
      toCouncil(COUNCIL_ID, 'HandOverDuty', {
        fromDistrict: XUANWU,
        toDistrict: QINHUAI,
        handoverOn: '2026-01-01',
        openItems: '示例：年度共建项目清单、协议签署安排移交秦淮区',
      }),
    );
  const baseline = (period: string, pairs: number) =>
    step(
      `baseline/${period}`,
      '2025-11-07',
      CITY,
      toCouncil(COUNCIL_ID, 'SetParticipationBaseline', {
        period,
        origin: 'DECLARED',
        pairs,
        unitMonths: { numerator: 360, denominator: 1 },
        qualifier: 'ABOUT',
        source: '示例推算，报道口径为30%左右',
      }),
    );

  return [
    step(
      'council',
      '2025-11-04',
      CITY,
      toCouncil(COUNCIL_ID, 'ProposeCouncil', {
        name: '新街口商圈党建联席会',
        kind: 'BUSINESS_DISTRICT',
        leadAuthority: { name: '南京市委组织部', level: 'CITY', divisionCode: '320100' },
        hostDistricts: [...DISTRICTS],
        meetingCadence: 'QUARTERLY',
        declaredStatistics: [
          ...declared(REPORTED_2022, '2022-03', '人民日报2022年3月28日'),
          ...declared(REPORTED_2026, '2026-01', '2026年1月公开报道'),
        ],
      }),
    ),
    step(
      'council/establish',
      '2025-11-05',
      CITY_APPROVER,
      toCouncil(COUNCIL_ID, 'EstablishCouncil', { establishedYear: 2019 }),
    ),
    step(
      'council/charter',
      '2025-11-06',
      COORDINATOR,
      toCouncil(COUNCIL_ID, 'AdoptCharter', { charterVersion: '示例章程2025版' }),
    ),
    term(XUANWU, 2025),
    term(QINHUAI, 2026),
    term(GULOU, 2027),
    baseline('2019H1', 180),
    // 234 / 360 is 0.65 against 0.50: the +30.0 % that was reported.
    baseline('2019H2', 234),
    handover(XUANWU, '2025-12-29'),
    handover(QINHUAI, '2025-12-30'),
  ];
}
