import { wish } from '@lianjian/event-sourcing/testing';
import type { Actor, Role } from '@lianjian/permissions/actor';
import type { ProjectCommand, ProjectProfile } from './commands.js';
import { project } from './decider.js';
import type { ProjectEvent, ProjectEventOf } from './events.js';
import type { Project } from './state.js';

// 示例·首店孵化导师团: led by 鼓楼, with 秦淮. What the specs of this lib talk about.

export const INCUBATOR = 'a1111111-1111-4111-8111-111111111111';
export const BANK = 'b2222222-2222-4222-8222-222222222222';
export const MALL = 'c3333333-3333-4333-8333-333333333333';
export const COUNCIL = 'd4444444-4444-4444-8444-444444444444';
export const OTHER_COUNCIL = 'd5555555-5555-4555-8555-555555555555';
export const AGREEMENT = 'e6666666-6666-4666-8666-666666666666';
export const ACTIVITY = 'f7777777-7777-4777-8777-777777777777';

export const XUANWU = '320102';
export const QINHUAI = '320104';
export const GULOU = '320106';

const as = (role: Role, scope: string, accountId = `${role}-${scope.slice(0, 6)}`): Actor => ({
  accountId,
  mandateId: `mandate-of-${accountId}`,
  role,
  scope,
});

export const leadUnit = as('UNIT', INCUBATOR);
export const bank = as('UNIT', BANK);
export const mall = as('UNIT', MALL);
export const coordinator = as('COORD', COUNCIL);
export const xuanwu = as('DIST', XUANWU);
export const qinhuai = as('DIST', QINHUAI);
export const gulou = as('DIST', GULOU);
export const city = as('CITY', '320100');

/** A command at noon in Shanghai on that date. */
export const wishOn = (date: string, by: Actor) => wish(by, `${date}T04:00:00.000Z`)<ProjectCommand>;

export const profile = (over: Partial<ProjectProfile> = {}): ProjectProfile => ({
  name: '示例·首店孵化导师团',
  category: 'STARTUP_EXPERIENCE',
  businessObjective: '帮助首店经营者缩短选址和开业周期',
  beneficiary: 'MERCHANTS',
  councilId: COUNCIL,
  referencingCouncilIds: [],
  registeringAuthority: 'DIST',
  districts: [GULOU, QINHUAI],
  leadDistrict: GULOU,
  leadUnitId: INCUBATOR,
  partnerUnitIds: [BANK],
  ledBySecretary: false,
  plan: { startOn: '2026-03-01', endOn: '2026-09-30' },
  milestones: [
    { milestoneId: 'm1', name: '组建导师团', dueOn: '2026-04-30', measure: '导师不少于10人' },
    { milestoneId: 'm2', name: '完成首批辅导', dueOn: '2026-08-31', measure: '辅导首店不少于5家' },
  ],
  budgetLines: [{ budgetLineId: 'b1', source: 'PARTY_DUES', purpose: '导师培训', plannedFen: 2_000_000 }],
  expectedOutcome: { value: 5, unit: '家', text: '辅导首店顺利开业' },
  ...over,
});

export const proposed = (over: Partial<ProjectProfile> = {}): ProjectEventOf<'ProjectProposed'> => ({
  type: 'ProjectProposed',
  data: { ...profile(over), on: '2026-02-01' },
});

export const registered = (
  on = '2026-02-10',
  consentsNeeded = [QINHUAI],
  projectNo = 'XM-320106-2026-0001',
): ProjectEventOf<'ProjectRegistered'> => ({ type: 'ProjectRegistered', data: { projectNo, consentsNeeded, on } });

export const consented = (districtCode = QINHUAI, on = '2026-02-12'): ProjectEventOf<'DistrictConsentGiven'> => ({
  type: 'DistrictConsentGiven',
  data: { districtCode, on },
});

export const slots = [
  { slotId: 's1', name: '金融顾问', quantity: 3 },
  { slotId: 's2', name: '选址顾问', quantity: 1 },
];

export const claimingOpened: ProjectEvent = { type: 'ProjectClaimingOpened', data: { slots, on: '2026-02-15' } };

export const linked = (agreementId = AGREEMENT, on = '2026-02-25'): ProjectEventOf<'ProjectAgreementLinked'> => ({
  type: 'ProjectAgreementLinked',
  data: { agreementId, on },
});

export const started = (on = '2026-03-01'): ProjectEventOf<'ProjectStarted'> => ({
  type: 'ProjectStarted',
  data: { on },
});

/** Proposed, registered, consented, with an agreement; running since 1 March 2026. */
export const running = (over: Partial<ProjectProfile> = {}): ProjectEvent[] => [
  proposed(over),
  registered(),
  consented(),
  linked(),
  started(),
];

export const acceptanceRequested = (on = '2026-09-20'): ProjectEventOf<'AcceptanceRequested'> => ({
  type: 'AcceptanceRequested',
  data: {
    outcome: { value: 6, evidence: '六家首店的开业登记' },
    activityIds: [ACTIVITY],
    deliveryNote: undefined,
    budgetActuals: [{ budgetLineId: 'b1', actualFen: 1_800_000 }],
    requestedBy: leadUnit.accountId,
    on,
  },
});

export function fold(...events: readonly ProjectEvent[]): Project {
  const state = events.reduce(project.evolve, project.initialState);
  if (!state) throw new Error('Nothing was proposed');
  return state;
}
