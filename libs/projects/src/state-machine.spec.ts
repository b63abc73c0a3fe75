import { DomainError } from '@lianjian/event-sourcing/errors';
import fc from 'fast-check';
import type { ProjectCommand } from './commands.js';
import { project } from './decider.js';
import { isRunning, statusOf } from './state.js';
import {
  ACTIVITY,
  AGREEMENT,
  bank,
  city,
  coordinator,
  GULOU,
  gulou,
  INCUBATOR,
  leadUnit,
  mall,
  proposed,
  QINHUAI,
  qinhuai,
  slots,
  wishOn,
  XUANWU,
  xuanwu,
} from './testing.js';

// Random walks through the machine, by anybody in any order.

const TODAY = '2026-05-01';
const reason = '随机行走的事由';
const everybody = fc.constantFrom(leadUnit, gulou, gulou, qinhuai, xuanwu, city);
const claimants = fc.constantFrom(bank, mall, leadUnit);
const terminators = fc.constantFrom(gulou, coordinator, { ...coordinator, accountId: gulou.accountId }, qinhuai);
const deciders = fc.constantFrom(leadUnit, gulou, { ...gulou, accountId: bank.accountId });

const weighted = (weight: number, arbitrary: fc.Arbitrary<ProjectCommand>) => ({ weight, arbitrary });
const step: fc.Arbitrary<ProjectCommand> = fc.oneof(
  weighted(
    3,
    everybody.map((by) =>
      wishOn(TODAY, by)(
        'RegisterProject',
        {},
        { projectNo: 'XM-320106-2026-0001', councilHostDistricts: [XUANWU, QINHUAI, GULOU] },
      ),
    ),
  ),
  weighted(
    6,
    everybody.map((by) => wishOn(TODAY, by)('ConsentToProject', {})),
  ),
  weighted(
    2,
    everybody.map((by) => wishOn(TODAY, by)('OpenProjectClaiming', { slots })),
  ),
  weighted(
    5,
    fc
      .record({ by: claimants, quantity: fc.integer({ min: 1, max: 4 }) })
      .map(({ by, quantity }) =>
        wishOn(TODAY, by)(
          'ClaimProject',
          { slotId: 's1', quantity, promise: '派出金融顾问', plannedOn: '2026-06-01' },
          { claimantActive: true, claimantIsMember: true },
        ),
      ),
  ),
  weighted(
    5,
    fc
      .record({ by: deciders, n: fc.integer({ min: 1, max: 4 }) })
      .map(({ by, n }) => wishOn(TODAY, by)('AcceptProjectClaim', { claimId: `c${n}` })),
  ),
  weighted(
    2,
    fc
      .boolean()
      .map((signed) =>
        wishOn(TODAY, leadUnit)(
          'LinkProjectAgreement',
          { agreementId: AGREEMENT },
          { signed, partyUnitIds: [INCUBATOR] },
        ),
      ),
  ),
  weighted(
    4,
    fc
      .record({ by: everybody, exempt: fc.boolean(), active: fc.constantFrom(true, true, false) })
      .map((taken) =>
        wishOn(TODAY, taken.by)(
          'StartProject',
          { exemptionReason: taken.exempt ? reason : undefined },
          { leadUnitActive: taken.active, signedAgreementIds: [AGREEMENT] },
        ),
      ),
  ),
  weighted(1, fc.constant(wishOn(TODAY, gulou)('SuspendProject', { reason }))),
  weighted(1, fc.constant(wishOn(TODAY, gulou)('ResumeProject', { reason }))),
  weighted(
    2,
    fc.constant(
      wishOn(TODAY, leadUnit)(
        'RequestProjectAcceptance',
        { outcome: { value: 6, evidence: '六家首店的开业登记' }, activityIds: [ACTIVITY], budgetActuals: [] },
        { heldActivityIds: [ACTIVITY] },
      ),
    ),
  ),
  weighted(
    2,
    everybody.map((by) => wishOn(TODAY, by)('AcceptProject', {}, { acceptorUnitIds: [] })),
  ),
  weighted(
    1,
    terminators.map((by) => wishOn(TODAY, by)('TerminateProject', { reason, approved: true })),
  ),
);

describe('A project, whatever is wished in whatever order', () => {
  it('PRJ-a, PRJ-b, PRJ-d: runs only with all consents and an agreement or exemption; no slot is given away twice, and two end it', () => {
    const first = proposed({ districts: [GULOU, QINHUAI, XUANWU] });
    const seen = { running: 0, completed: 0, accepted: 0, terminated: 0 };
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 70, size: 'max' }), (steps) => {
        let state = project.evolve(project.initialState, first);
        // What really happened, kept apart from the state that is being tested.
        const consented = new Set<string>();
        const offerers = new Map<string, string>();
        let terminationBy: string | undefined;
        let mayRun = false;
        let acceptedQty = 0;

        for (const command of steps) {
          try {
            for (const event of project.decide(command, state)) {
              state = project.evolve(state, event);
              switch (event.type) {
                case 'DistrictConsentGiven':
                  expect(command.by.scope).toBe(event.data.districtCode);
                  consented.add(event.data.districtCode);
                  break;
                case 'ProjectAgreementLinked':
                  mayRun = true;
                  break;
                case 'ProjectStarted':
                  mayRun ||= event.data.exemptionReason !== undefined && command.by.role === 'DIST';
                  seen.running += 1;
                  break;
                case 'ProjectClaimOffered':
                  offerers.set(event.data.claimId, command.by.accountId);
                  break;
                case 'ProjectClaimAccepted':
                  expect(command.by.accountId).not.toBe(offerers.get(event.data.claimId));
                  acceptedQty += event.data.quantity;
                  seen.accepted += 1;
                  break;
                case 'ProjectTerminationProposed':
                  expect(command.by).toBe(gulou);
                  terminationBy = command.by.accountId;
                  break;
                case 'ProjectTerminated':
                  expect([undefined, command.by.accountId]).not.toContain(terminationBy);
                  seen.terminated += 1;
                  break;
                case 'ProjectCompleted':
                  expect(command.by).toBe(gulou);
                  seen.completed += 1;
                  break;
              }
            }
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          if (state && (isRunning(state) || state.completedOn) && !(mayRun && consented.size === 2)) {
            throw new Error(
              `${statusOf(state)} with the consent of ${[...consented]}, agreement or exemption: ${mayRun}`,
            );
          }
          if (acceptedQty > 3) throw new Error(`${acceptedQty} of 3 places given away`);
        }
      }),
      { numRuns: 2_000 },
    );
    // Otherwise the walks would prove little.
    expect(seen.running).toBeGreaterThan(100);
    expect(seen.completed).toBeGreaterThan(10);
    expect(seen.accepted).toBeGreaterThan(100);
    expect(seen.terminated).toBeGreaterThan(10);
  });
});
