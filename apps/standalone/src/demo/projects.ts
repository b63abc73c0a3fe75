import { addDays, type BusinessDate } from '@lianjian/kernel/time';
import type { projectCategories } from '@lianjian/projects/codes';
import { agreementId, partiesOf } from './agreements.js';
import {
  COORDINATOR,
  COUNCIL_ID,
  GULOU,
  officeOf,
  QINHUAI,
  secretaryOf,
  type UnitCode,
  unitId,
  XUANWU,
} from './cast.js';
import { idOf, type Step, toProject, workday } from './script.js';

type Category = Extract<
  keyof typeof projectCategories,
  'FINANCE_SUPPORT' | 'PUBLIC_RESCUE' | 'STARTUP_EXPERIENCE' | 'CONVENIENCE'
>;
type End = readonly [what: 'COMPLETED' | 'SUSPENDED' | 'TERMINATED', on: BusinessDate];
type DemoProject = Readonly<{
  no: string;
  category: Category;
  name: string;
  /** The lead district first. */
  districts: readonly string[];
  endOn: BusinessDate;
  end?: End;
}>;

const [X, Q, G] = [XUANWU, QINHUAI, GULOU];
const [FIN, RES, STA, CON] = ['FINANCE_SUPPORT', 'PUBLIC_RESCUE', 'STARTUP_EXPERIENCE', 'CONVENIENCE'] as const;

/**
 * The 18 projects with the end that was planned for them. On 31 October 2026: 11 running, 5 completed (4 in time, P04 late),
 * P05 suspended, P15 terminated with approval; P06 is led by a secretary. Each rests on the agreement of the same name,
 * whose first party leads it.
 */
const projects: readonly DemoProject[] = [
  project('P01', FIN, '小微商户普惠贷款直通车', [Q, X], '2026-12-31'),
  project('P02', FIN, '商圈支付安全护航', [G, Q], '2026-06-30', ['COMPLETED', '2026-06-24']),
  project('P03', FIN, '新市民金融课堂', [X], '2026-12-31'),
  project('P04', FIN, '商户反诈联防', [Q, G], '2026-07-31', ['COMPLETED', '2026-08-20']),
  project('P05', FIN, '首贷户辅导日', [G], '2026-12-31', ['SUSPENDED', '2026-06-15']),
  project('P06', RES, 'AED 与急救员商圈覆盖', [X, Q, G], '2027-06-30'),
  project('P07', RES, '商场应急救援联训', [Q, X], '2026-07-31', ['COMPLETED', '2026-07-28']),
  project('P08', RES, '骑手安全守护', [G], '2026-12-31'),
  project('P09', RES, '走失老人协寻点', [Q, G], '2026-12-31'),
  project('P10', RES, '无偿献血商圈专场', [X], '2026-05-31', ['COMPLETED', '2026-05-27']),
  project('P11', STA, '青年创业体验营', [X, G], '2026-11-30'),
  project('P12', STA, '店长一日体验', [Q], '2026-08-31', ['COMPLETED', '2026-08-26']),
  project('P13', STA, '首店孵化导师团', [G, Q], '2027-03-31'),
  project('P14', STA, '高校学生见习岗', [G, X], '2026-12-31'),
  project('P15', STA, '众创空间开放日', [Q], '2026-12-31', ['TERMINATED', '2026-07-10']),
  project('P16', CON, '红色驿站联建', [X, Q, G], '2027-06-30'),
  project('P17', CON, '楼宇午间课堂共享', [Q], '2026-12-31'),
  project('P18', CON, '商圈法律问诊台', [G], '2026-12-31'),
];

function project(
  no: string,
  category: Category,
  name: string,
  districts: readonly string[],
  endOn: BusinessDate,
  end?: End,
): DemoProject {
  return { no, category, name, districts, endOn, ...(end && { end }) };
}

/** The unit that leads a project of the table. */
export const leadOf = (no: string): UnitCode => partiesOf(no)[0] as UnitCode;

/** The id of a project of the table. */
export const projectId = (no: string): string => idOf('project', secretaryOf(leadOf(no)), `project/${no}`);

const LED_BY_SECRETARY = 'P06';
/** Units that take part without being partners from the start. */
const CLAIMS: Readonly<Record<string, UnitCode>> = { P06: 'G24', P13: 'X12', P16: 'Q21' };

const BENEFICIARIES = {
  FINANCE_SUPPORT: 'MERCHANTS',
  PUBLIC_RESCUE: 'CONSUMERS',
  STARTUP_EXPERIENCE: 'YOUTH',
  CONVENIENCE: 'EMPLOYEES',
} as const;

const STARTED_ON = '2026-02-26';
/** By when each is due, and when it is reached; the second one of P09 is reached late. The third is due at the end. */
const MILESTONES = [
  ['m1', '方案和分工确定', '2026-03-31', '2026-03-26'],
  ['m2', '首次服务开展', '2026-05-29', '2026-05-20'],
] as const;
const LATE_MILESTONE = { no: 'P09', on: '2026-06-11' };

/** From proposal to where it stands; every district named but the lead one has to consent before the start. */
export function projectSteps(heldFor: HeldFor): Step[] {
  return projects.flatMap((each) => {
    const { no, districts, end } = each;
    const id = projectId(no);
    const [leadDistrict, ...others] = districts as [string, ...string[]];
    const lead = secretaryOf(leadOf(no));
    const partners = partiesOf(no).slice(1).map(secretaryOf);
    const office = officeOf(leadDistrict);
    const step = (what: string, when: BusinessDate, by: Step['by'], act: Step['act'], lane = id): Step => ({
      ...{ name: what ? `project/${no}/${what}` : `project/${no}`, when, by, lane, act },
    });
    const claimant = CLAIMS[no];
    return [
      step('', '2026-02-05', lead, toProject(id, 'ProposeProject', projectData(each, leadOf(no), TIMES, partners))),
      // One after the other, so that numbers follow the order of the table.
      step('register', '2026-02-09', office, toProject(id, 'RegisterProject', {}), `register/${leadDistrict}`),
      ...others.map((district) =>
        step(`consent/${district}`, '2026-02-11', officeOf(district), toProject(id, 'ConsentToProject', {})),
      ),
      ...(claimant ? claimSteps(step, id, office, lead, claimant) : []),
      step('agreement', '2026-02-25', lead, toProject(id, 'LinkProjectAgreement', { agreementId: agreementId(no) })),
      step('start', STARTED_ON, lead, toProject(id, 'StartProject', {})),
      ...MILESTONES.map(([milestoneId, , , on]) => {
        const reachedOn = milestoneId === 'm2' && no === LATE_MILESTONE.no ? LATE_MILESTONE.on : on;
        return step(`reach/${milestoneId}`, workday(reachedOn, 1), lead, reached(id, milestoneId, reachedOn));
      }),
      ...(end ? endSteps(step, each, end, { lead, office, heldFor }) : []),
    ];
  });
}

/** The activities of a project that were recorded by that day. */
export type HeldFor = (no: string, by: BusinessDate) => readonly string[];

type Make = (what: string, when: BusinessDate, by: Step['by'], act: Step['act']) => Step;

/** A milestone reached, with the evidence they all have. */
export const reached = (id: string, milestoneId: string, reachedOn: BusinessDate) =>
  toProject(id, 'ReachMilestone', { milestoneId, reachedOn, evidence: '示例：记录见党群服务中心台账' });

function claimSteps(step: Make, id: string, office: Step['by'], lead: Step['by'], claimant: UnitCode): Step[] {
  return [
    step(
      'claiming',
      '2026-02-12',
      office,
      toProject(id, 'OpenProjectClaiming', { slots: [{ slotId: 's1', name: '志愿力量支持', quantity: 2 }] }),
    ),
    step(
      'claim',
      '2026-02-13',
      secretaryOf(claimant),
      toProject(id, 'ClaimProject', {
        slotId: 's1',
        quantity: 1,
        promise: '示例：每月派两名志愿者到场服务',
        plannedOn: '2026-04-15',
      }),
    ),
    step('claim/accept', '2026-02-14', lead, toProject(id, 'AcceptProjectClaim', { claimId: 'c1' })),
  ];
}

type Ending = Readonly<{ lead: Step['by']; office: Step['by']; heldFor: HeldFor }>;

function endSteps(
  step: Make,
  { no, endOn, category }: DemoProject,
  [what, on]: End,
  { lead, office, heldFor }: Ending,
): Step[] {
  const id = projectId(no);
  switch (what) {
    case 'SUSPENDED':
      return [
        step('suspend', on, office, toProject(id, 'SuspendProject', { reason: '示例：辅导场地改造，项目暂停实施' })),
      ];
    case 'TERMINATED': {
      const terminate = toProject(id, 'TerminateProject', {
        reason: '示例：众创空间停止运营，申请终止',
        approved: true,
      });
      return [
        step('terminate', workday(addDays(on, -3)), office, terminate),
        step('terminate/approve', on, COORDINATOR, terminate),
      ];
    }
    case 'COMPLETED': {
      const isLate = on > endOn;
      const deliveredOn = workday(addDays(on, -5));
      return [
        ...(isLate
          ? [
              step(
                'replan',
                workday(addDays(endOn, -10)),
                lead,
                toProject(id, 'ReplanProject', {
                  endOn: addDays(endOn, 31),
                  milestones: [{ milestoneId: 'm3', dueOn: addDays(endOn, 31) }],
                  reason: '示例：暑期商户走访未完成，延期一个月',
                }),
              ),
            ]
          : []),
        step('reach/m3', deliveredOn, lead, reached(id, 'm3', deliveredOn)),
        step(
          'request',
          workday(deliveredOn, 1),
          lead,
          toProject(id, 'RequestProjectAcceptance', {
            outcome: { value: EXPECTED[category] + 4, evidence: '示例：服务台账和商户回访记录' },
            activityIds: [...heldFor(no, deliveredOn)],
            deliveryNote: '示例：全部服务已按方案交付',
            budgetActuals: [{ budgetLineId: 'b1', actualFen: 186_000 }],
          }),
        ),
        step('accept', on, office, toProject(id, 'AcceptProject', { note: '示例：达到预期成果' })),
      ];
    }
  }
}

/** How many times somebody is to be served. */
const EXPECTED: Readonly<Record<DemoProject['category'], number>> = {
  FINANCE_SUPPORT: 60,
  PUBLIC_RESCUE: 100,
  STARTUP_EXPERIENCE: 40,
  CONVENIENCE: 80,
};

type Times = Readonly<{ startOn: BusinessDate; milestones: readonly BusinessDate[] }>;
const TIMES: Times = { startOn: '2026-02-16', milestones: MILESTONES.map(([, , dueOn]) => dueOn) };

/** What is proposed; by when the first milestones are due, the last one being due at the end. */
export function projectData(
  { no, category, name, districts, endOn }: DemoProject,
  lead: UnitCode,
  { startOn, milestones }: Times,
  partners: readonly Step['by'][] = [],
) {
  return {
    name: `示例·${name}`,
    category,
    businessObjective: `示例：以“${name}”服务商圈，把党建工作做到经营和服务一线`,
    beneficiary: BENEFICIARIES[category],
    councilId: COUNCIL_ID,
    registeringAuthority: 'DIST' as const,
    districts: [...districts],
    leadDistrict: districts[0] as string,
    leadUnitId: unitId(lead),
    partnerUnitIds: partners.map(({ scope }) => scope),
    ledBySecretary: no === LED_BY_SECRETARY,
    plan: { startOn, endOn },
    milestones: [
      ...MILESTONES.map(([milestoneId, title], index) => ({
        ...{ milestoneId, name: title, dueOn: milestones[index] as string, measure: '示例：有记录可查' },
      })),
      { milestoneId: 'm3', name: '服务全部交付', dueOn: endOn, measure: '示例：达到预期成果' },
    ],
    budgetLines: [
      { budgetLineId: 'b1', source: 'PARTY_DUES' as const, purpose: '示例：活动场地和资料', plannedFen: 200_000 },
      ...(districts.length > 1
        ? [{ budgetLineId: 'b2', source: 'UNIT' as const, purpose: '示例：各单位自筹', plannedFen: 500_000 }]
        : []),
    ],
    expectedOutcome: { value: EXPECTED[category], unit: '人次', text: '示例：服务商圈商户和从业人员' },
  };
}
