import { type ProposalForm, proposalOf, registersItself } from './proposal';

const form = {
  name: '示例·首店孵化导师团二期',
  category: 'STARTUP_EXPERIENCE',
  businessObjective: '帮助首店商户缩短开业筹备时间',
  beneficiary: 'MERCHANTS',
  councilId: 'council',
  registeringAuthority: 'DIST',
  districts: ['320106', '320104'],
  leadDistrict: '320106',
  leadUnitId: 'unit',
  plan: { startOn: '2026-12-01', endOn: '2027-06-30' },
  milestones: [
    { name: '组建', dueOn: '2026-12-31', measure: '不少于五名' },
    { name: '交付', dueOn: '2027-06-30', measure: '不少于二十户' },
  ],
  expectedOutcome: { value: 20, unit: '户', text: '孵化首店不少于二十户' },
} satisfies ProposalForm;

describe('A proposal', () => {
  it('numbers its milestones and budget lines as they stand', () => {
    const line = { source: 'PARTY_DUES', purpose: '场地', plannedFen: 500_000 } as const;
    expect(proposalOf({ ...form, budgetLines: [line] })).toMatchObject({
      milestones: [{ milestoneId: 'm1' }, { milestoneId: 'm2' }],
      budgetLines: [{ ...line, budgetLineId: 'b1' }],
    });
  });

  it('says nothing where nothing was said', () => {
    const nothing = { partnerUnitIds: [], referencingCouncilIds: [], budgetLines: [], ledBySecretary: false };
    expect(proposalOf(form)).toMatchObject(nothing);
  });

  it('is registered in one go by the lead district only, and never when the city decides', () => {
    const gulou = { role: 'DIST', scope: '320106' };
    expect(registersItself(form, gulou)).toBe(true);
    expect(registersItself(form, { role: 'DIST', scope: '320104' })).toBe(false);
    expect(registersItself({ ...form, registeringAuthority: 'CITY' }, gulou)).toBe(false);
    expect(registersItself(form, { role: 'UNIT', scope: '320106' })).toBe(false);
  });
});
