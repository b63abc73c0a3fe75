import { each, type Field, inside, one, type Shape, silent, whenTrue } from './fields';
import { activity, code, council, type Data, date, district, listOf, phrase, text, unit } from './values';
import { joined, type Pieces, type Words } from './words';

const by = (value: unknown, words: Words): Pieces =>
  typeof value === 'string' ? [words.t(`${words.date(value)}前`, `by ${words.date(value)}`)] : [];
const nameOf = (what: string, id: unknown) => `name.${what}.${String(id)}`;

/** The name of a part of the project, where an earlier event gave it; else its short key. */
const partName =
  (what: 'milestone' | 'slot' | 'budget', zh: string, en: string): Field =>
  (value, { name, words, known }) => [
    { key: name, label: [words.t(zh, en)], value: known.get(nameOf(what, value)) ?? [String(value)] },
  ];

const milestones = each((milestone, { words }) => [
  {
    key: `milestones.${String(milestone.milestoneId)}`,
    label: [words.t('里程碑', 'Milestone')],
    value: joined(
      [text(milestone.name, words), by(milestone.dueOn, words), text(milestone.measure, words)],
      words.t('，', ', '),
    ),
  },
  { key: nameOf('milestone', milestone.milestoneId), label: [], value: text(milestone.name, words), isQuiet: true },
  { key: `due.${String(milestone.milestoneId)}`, label: [], value: date(milestone.dueOn, words), isQuiet: true },
]);

const budgetLines = each((line, { words }) => [
  {
    key: `budget.${String(line.budgetLineId)}`,
    label: [words.t('经费', 'Budget')],
    value: joined(
      [code('budgetSources')(line.source, words), text(line.purpose, words), planned(line, words)],
      words.t('，', ', '),
    ),
  },
  { key: nameOf('budget', line.budgetLineId), label: [], value: text(line.purpose, words), isQuiet: true },
  { key: `planned.${String(line.budgetLineId)}`, label: [], value: planned(line, words), isQuiet: true },
]);

const planned = ({ plannedFen }: Data, words: Words): Pieces =>
  typeof plannedFen === 'number' ? [words.money(plannedFen)] : [];

/** What a project is from its proposal on. */
export const projectProfile: Shape = {
  name: one('项目名称', 'Name'),
  category: one('项目类别', 'Category', code('projectCategories')),
  businessObjective: one('服务的业务目标', 'Business objective'),
  beneficiary: one('受益群体', 'Beneficiaries', code('beneficiaryGroups')),
  councilId: one('所属联席会', 'Council', council),
  referencingCouncilIds: one('供参考的联席会', 'Referencing councils', listOf(council)),
  registeringAuthority: one('立项机关', 'Registered by', code('registeringAuthorities')),
  leadUnitId: one('牵头单位', 'Lead unit', unit),
  partnerUnitIds: one('参与单位', 'Partners', listOf(unit)),
  leadDistrict: one('牵头区', 'Lead district', district),
  districts: one('涉及区', 'Districts', listOf(district)),
  ledBySecretary: whenTrue('书记领办', 'Led by the secretary'),
  plan: inside(
    { startOn: one('计划开始', 'Planned start', date), endOn: one('计划结束', 'Planned end', date) },
    'plan.',
  ),
  milestones,
  budgetLines,
  expectedOutcome: one(
    '预期成果',
    'Expected outcome',
    phrase(({ value, unit: of, text: what }, words) => [
      [`${words.number(Number(value))}${String(of ?? '')}`],
      text(what, words),
    ]),
  ),
};

/** What units can claim. */
export const slots = each((slot, { words }) => [
  {
    key: `slots.${String(slot.slotId)}`,
    label: [words.t('认领项', 'Open to claim')],
    value: [`${String(slot.name)} × ${words.number(Number(slot.quantity))}`],
  },
  { key: nameOf('slot', slot.slotId), label: [], value: text(slot.name, words), isQuiet: true },
]);

export const slotName = partName('slot', '认领项', 'Claimed');
export const milestoneName = partName('milestone', '里程碑', 'Milestone');

/** New dates of milestones beside the old ones. */
export const newDueDates = each((milestone, { words, known }) => {
  const id = milestone.milestoneId;
  const before = known.get(`due.${String(id)}`);
  return [
    {
      key: `due.${String(id)}`,
      label: [words.t('里程碑', 'Milestone'), ' ', ...(known.get(nameOf('milestone', id)) ?? [String(id)])],
      value: date(milestone.dueOn, words),
      ...(before ? { before } : {}),
    },
  ];
});

/** The new end of the plan beside the old one, which the event gives itself. */
export const newEnd: Field = (value, { words, data }) => [
  {
    key: 'plan.endOn',
    label: [words.t('计划结束', 'Planned end')],
    before: date(data.previousEndOn, words),
    value: date(value, words),
  },
];

/** What was spent, beside what was planned. */
export const budgetActuals = each((line, { words, known }) => {
  const id = String(line.budgetLineId);
  const plannedBefore = known.get(`planned.${id}`);
  const spent = typeof line.actualFen === 'number' ? words.money(line.actualFen) : '';
  return [
    {
      key: `actual.${id}`,
      label: [words.t('经费决算', 'Spent'), ' ', ...(known.get(nameOf('budget', id)) ?? [id])],
      value: plannedBefore ? [spent, words.t('（计划', ' (planned '), ...plannedBefore, words.t('）', ')')] : [spent],
    },
  ];
});

/** What came of the project. */
export const acceptanceRequest: Shape = {
  outcome: inside({ value: one('成果数值', 'Outcome'), evidence: one('成果佐证', 'Evidence') }, 'outcome.'),
  activityIds: one('相关活动', 'Activities', listOf(activity)),
  deliveryNote: one('交付说明', 'Delivery'),
  budgetActuals,
  requestedBy: silent,
  on: silent,
};
