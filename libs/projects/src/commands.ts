import type { CommandOf, Of } from '@lianjian/event-sourcing/schema';
import { codeOf } from '@lianjian/kernel/code-list';
import { businessDate, districtCode, freeText, id, money, optionalText, reason, title } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { beneficiaryGroups, budgetSources, projectCategories, registeringAuthorities } from './codes.js';

/** A short key that stays with its part of the project for good, e.g. `m1`, `s2`, `b1`. */
const shortKey = z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, { error: '编号须以小写字母开头，如 m1' });

const OUTCOME_MESSAGE = '成果数值须为非负数';
const outcomeValue = z.number({ error: OUTCOME_MESSAGE }).min(0, { error: OUTCOME_MESSAGE }).max(1e12, {
  error: OUTCOME_MESSAGE,
});

const SLOT_MESSAGE = '认领数量须为1至9999的整数';
export const slotQuantity = z.int({ error: SLOT_MESSAGE }).min(1, { error: SLOT_MESSAGE }).max(9999, {
  error: SLOT_MESSAGE,
});

export const milestone = z.strictObject({
  milestoneId: shortKey,
  name: freeText(2, 60),
  dueOn: businessDate,
  /** How one can tell that it is reached. */
  measure: freeText(2, 200),
});

export const budgetLine = z.strictObject({
  budgetLineId: shortKey,
  source: codeOf(budgetSources),
  purpose: freeText(2, 100),
  plannedFen: money,
});

export const claimSlot = z.strictObject({ slotId: shortKey, name: freeText(2, 60), quantity: slotQuantity });

export const plan = z.strictObject({ startOn: businessDate, endOn: businessDate });

export const expectedOutcome = z.strictObject({
  value: outcomeValue,
  unit: freeText(1, 10),
  text: freeText(5, 200),
});

/** What came of it, in the unit of the expected outcome, and where that can be seen. */
export const outcome = z.strictObject({ value: outcomeValue, evidence: freeText(5, 500) });

export const newDueDate = z.strictObject({ milestoneId: shortKey, dueOn: businessDate });

export const budgetActual = z.strictObject({ budgetLineId: shortKey, actualFen: money });

/** What a project is. It is stored in events, so changing its shape takes an upcaster and a frozen fixture. */
export const projectProfile = z.strictObject({
  name: title,
  category: codeOf(projectCategories),
  /** One sentence: which business or public end it serves, so that Party work does not stand beside the work. */
  businessObjective: freeText(5, 200),
  beneficiary: codeOf(beneficiaryGroups),
  /** The one council it counts in. */
  councilId: id,
  /** Councils that may show it, as a reference only. */
  referencingCouncilIds: z.array(id).max(20).default([]),
  registeringAuthority: codeOf(registeringAuthorities),
  districts: z.array(districtCode).min(1, { error: '请至少填写一个参与区' }).max(30),
  leadDistrict: districtCode,
  leadUnitId: id,
  partnerUnitIds: z.array(id).max(50).default([]),
  ledBySecretary: z.boolean().default(false),
  plan,
  milestones: z.array(milestone).min(1, { error: '里程碑须为1至12个' }).max(12, { error: '里程碑须为1至12个' }),
  budgetLines: z.array(budgetLine).max(50).default([]),
  expectedOutcome,
});

/** The shape of each command's data. Districts and units act for themselves: they are the actor. */
export const projectCommands = {
  ProposeProject: projectProfile,
  RegisterProject: z.strictObject({}),
  RejectProject: z.strictObject({ reason }),
  ConsentToProject: z.strictObject({ note: optionalText(300) }),
  OpenProjectClaiming: z.strictObject({ slots: z.array(claimSlot).min(1, { error: '请至少开放一个认领项' }).max(50) }),
  ClaimProject: z.strictObject({
    slotId: shortKey,
    quantity: slotQuantity,
    promise: freeText(5, 300),
    plannedOn: businessDate,
  }),
  AcceptProjectClaim: z.strictObject({ claimId: shortKey }),
  DeclineProjectClaim: z.strictObject({ claimId: shortKey, reason }),
  LinkProjectAgreement: z.strictObject({ agreementId: id }),
  /** A district may let a project start without an agreement, and says why. */
  StartProject: z.strictObject({ exemptionReason: reason.optional() }),
  ReachMilestone: z.strictObject({ milestoneId: shortKey, reachedOn: businessDate, evidence: freeText(5, 500) }),
  /** Milestones that are not named keep their date. */
  ReplanProject: z.strictObject({ endOn: businessDate, milestones: z.array(newDueDate).max(12).default([]), reason }),
  SuspendProject: z.strictObject({ reason }),
  ResumeProject: z.strictObject({ reason }),
  /** What was delivered stands in activities or, where there was none, in a note. */
  RequestProjectAcceptance: z.strictObject({
    outcome,
    activityIds: z.array(id).max(200).default([]),
    deliveryNote: optionalText(500),
    budgetActuals: z.array(budgetActual).max(50).default([]),
  }),
  ReturnProject: z.strictObject({ reason }),
  AcceptProject: z.strictObject({ note: optionalText(500) }),
  /** `approved`: two persons agreed to it, so it weighs on no completion rate. */
  TerminateProject: z.strictObject({ reason, approved: z.boolean() }),
};

export type ProjectFacts = {
  /** What the streams of its units and councils say about them on the date. */
  ProposeProject: Readonly<{
    /** The lead and partner units that exist. */
    units: readonly Readonly<{ unitId: string; active: boolean }>[];
    councilIsEstablished: boolean;
    /** An active member of the council. */
    leadUnitIsMember: boolean;
    /** Those of the referencing councils that exist. */
    knownCouncilIds: readonly string[];
  }>;
  /** The next number of the counter; and the host districts of the project's council. */
  RegisterProject: Readonly<{ projectNo: string; councilHostDistricts: readonly string[] }>;
  /** Whether the claiming unit is active on the date, and a member of the project's council. */
  ClaimProject: Readonly<{ claimantActive: boolean; claimantIsMember: boolean }>;
  /** The agreement to be linked: whether all parties have signed and it is not over on the date, and who they are. */
  LinkProjectAgreement: Readonly<{ signed: boolean; partyUnitIds: readonly string[] }>;
  /** Whether the lead unit is active on the date; and which of the linked agreements are still signed or in force. */
  StartProject: Readonly<{ leadUnitActive: boolean; signedAgreementIds: readonly string[] }>;
  /** Which of the named activities were held for this project and not voided. */
  RequestProjectAcceptance: Readonly<{ heldActivityIds: readonly string[] }>;
  /** The units that the acceptor's account acts for or ever acted for, under any of its mandates. */
  AcceptProject: Readonly<{ acceptorUnitIds: readonly string[] }>;
};

export type ProjectCommand = CommandOf<typeof projectCommands, ProjectFacts>;
export type ProjectCommandOf<T extends ProjectCommand['type']> = Of<ProjectCommand, T>;
export type ProjectProfile = Readonly<z.output<typeof projectProfile>>;
export type ClaimSlot = Readonly<z.output<typeof claimSlot>>;
