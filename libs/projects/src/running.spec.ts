import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import type { ProjectCommandOf } from './commands.js';
import { project } from './decider.js';
import type { ProjectEvent, ProjectEventOf } from './events.js';
import { isRunning, statusOf, statusOn } from './state.js';
import {
  AGREEMENT,
  acceptanceRequested,
  city,
  claimingOpened,
  consented,
  coordinator,
  fold,
  gulou,
  INCUBATOR,
  leadUnit,
  linked,
  MALL,
  proposed,
  qinhuai,
  registered,
  running,
  started,
  wishOn,
} from './testing.js';

const given = specify(project);
const consentedTo = [proposed(), registered(), consented()];
const reason = '首店选址延后';

describe('A project', () => {
  describe('being linked to an agreement', () => {
    const link = (signed = true, partyUnitIds = [INCUBATOR, MALL]) =>
      wishOn('2026-02-25', leadUnit)('LinkProjectAgreement', { agreementId: AGREEMENT }, { signed, partyUnitIds });

    it('PRJ-b: is signed then', () => {
      given(...consentedTo)
        .when(link())
        .then(linked());
      expect(statusOf(fold(...consentedTo, linked()))).toBe('SIGNED');
      expect(statusOf(fold(...consentedTo, claimingOpened, linked()))).toBe('SIGNED');
    });
    it('stays what it is when another one comes later', () =>
      expect(statusOf(fold(...running(), linked(MALL)))).toBe('RUNNING'));
    it('PRJ-b: refuses one that is not signed', () =>
      given(...consentedTo)
        .when(link(false))
        .thenRefused('project/agreement-not-signed'));
    it('PRJ-b: refuses one without the lead unit', () =>
      given(...consentedTo)
        .when(link(true, [MALL]))
        .thenRefused('project/agreement-without-lead-unit'));
    it('shrugs when linked already', () =>
      given(...consentedTo, linked())
        .when(link())
        .thenNothing());
    it('waits for the registration', () => given(proposed()).when(link()).thenRefused('project/wrong-status'));
  });

  describe('starting', () => {
    type Facts = ProjectCommandOf<'StartProject'>['facts'];
    const start = (exemptionReason?: string, by: Actor = leadUnit, over: Partial<Facts> = {}) =>
      wishOn('2026-03-01', by)(
        'StartProject',
        { exemptionReason },
        { leadUnitActive: true, signedAgreementIds: [AGREEMENT], ...over },
      );
    const exemption = '公益活动无须另签协议';

    it('runs', () =>
      given(...consentedTo, linked())
        .when(start())
        .then(started()));
    it('PRJ-a: never before every other district has consented', () =>
      given(proposed(), registered(), linked()).when(start()).thenRefused('project/consents-missing'));
    it('PRJ-b: never without a signed agreement or an exemption', () =>
      given(...consentedTo)
        .when(start())
        .thenRefused('project/agreement-missing'));
    it('PRJ-b: an agreement that ended in the meantime does not count', () =>
      given(...consentedTo, linked())
        .when(start(undefined, leadUnit, { signedAgreementIds: [] }))
        .thenRefused('project/agreement-missing'));
    it('PRJ-b: the lead district may exempt it, and says why', () =>
      given(...consentedTo)
        .when(start(exemption, gulou))
        .then({ type: 'ProjectStarted', data: { exemptionReason: exemption, on: '2026-03-01' } }));
    it('PRJ-b: the lead unit may not exempt itself', () =>
      given(...consentedTo)
        .when(start(exemption))
        .thenRefused('project/exemption-by-district-only'));
    it('PRJ-b: needs an active lead unit', () =>
      given(...consentedTo, linked())
        .when(start(undefined, leadUnit, { leadUnitActive: false }))
        .thenRefused('project/lead-unit-not-active'));
    it('shrugs when it runs already', () =>
      given(...running())
        .when(start())
        .thenNothing());
    it('waits for the registration', () => given(proposed()).when(start()).thenRefused('project/wrong-status'));
  });

  describe('reaching a milestone', () => {
    const evidence = '导师团聘书十二份';
    const reach = (reachedOn = '2026-04-20', milestoneId = 'm1') =>
      wishOn('2026-04-25', leadUnit)('ReachMilestone', { milestoneId, reachedOn, evidence });
    const reached: ProjectEvent = {
      type: 'MilestoneReached',
      data: { milestoneId: 'm1', reachedOn: '2026-04-20', dueOn: '2026-04-30', originalDueOn: '2026-04-30', evidence },
    };

    it('says when, and when it was due', () =>
      given(...running())
        .when(reach())
        .then(reached));
    it('shrugs when reached already', () =>
      given(...running(), reached)
        .when(reach('2026-04-22'))
        .thenNothing());
    it('must be known', () =>
      given(...running())
        .when(reach('2026-04-20', 'm9'))
        .thenRefused('project/milestone-unknown'));
    it('is no thing of the future', () =>
      given(...running())
        .when(reach('2026-04-26'))
        .thenRefused('project/date-in-future'));
    it('comes after the start', () =>
      given(...running())
        .when(reach('2026-02-28'))
        .thenRefused('project/milestone-before-start'));
    it('needs a running project', () =>
      given(...consentedTo, linked())
        .when(reach())
        .thenRefused('project/wrong-status'));
  });

  describe('being replanned', () => {
    type Plan = ProjectCommandOf<'ReplanProject'>['data'];
    const later: Plan = { endOn: '2026-11-30', milestones: [{ milestoneId: 'm2', dueOn: '2026-11-15' }], reason };
    const replan = (over: Partial<Plan> = {}) => wishOn('2026-07-01', leadUnit)('ReplanProject', { ...later, ...over });
    const replanned: ProjectEventOf<'ProjectReplanned'> = {
      type: 'ProjectReplanned',
      data: { ...later, previousEndOn: '2026-09-30', on: '2026-07-01' },
    };

    it('PRJ-c: moves with a reason', () =>
      given(...running())
        .when(replan())
        .then(replanned));
    it('PRJ-c, E14: keeps the original dates', () => {
      const state = fold(...running(), replanned);
      expect(state.originalEndOn).toBe('2026-09-30');
      expect(state.plannedEndOn).toBe('2026-11-30');
      expect(state.milestones[1]).toEqual({ milestoneId: 'm2', dueOn: '2026-11-15', originalDueOn: '2026-08-31' });
      given(...running(), replanned)
        .when(
          wishOn('2026-11-20', leadUnit)('ReachMilestone', {
            milestoneId: 'm2',
            reachedOn: '2026-11-14',
            evidence: reason,
          }),
        )
        .then({
          type: 'MilestoneReached',
          data: {
            milestoneId: 'm2',
            reachedOn: '2026-11-14',
            dueOn: '2026-11-15',
            originalDueOn: '2026-08-31',
            evidence: reason,
          },
        });
    });
    it('shrugs at the plan it already has', () => {
      given(...running())
        .when(replan({ endOn: '2026-09-30', milestones: [] }))
        .thenNothing();
      given(...running(), replanned)
        .when(replan())
        .thenNothing();
    });
    it('PRJ-c: keeps the milestones inside the plan, also those that do not move', () => {
      given(...running())
        .when(replan({ milestones: [{ milestoneId: 'm2', dueOn: '2026-12-01' }] }))
        .thenRefused('project/milestone-outside-plan');
      given(...running())
        .when(replan({ endOn: '2026-08-30', milestones: [] }))
        .thenRefused('project/milestone-outside-plan');
    });
    it('PRJ-c: ends after it begins', () =>
      given(...running())
        .when(replan({ endOn: '2026-02-28' }))
        .thenRefused('project/plan-reversed'));
    it('PRJ-c: leaves what is reached', () =>
      given(...running(), {
        type: 'MilestoneReached',
        data: {
          milestoneId: 'm2',
          reachedOn: '2026-06-20',
          dueOn: '2026-08-31',
          originalDueOn: '2026-08-31',
          evidence: reason,
        },
      })
        .when(replan())
        .thenRefused('project/milestone-already-reached'));
    it('moves milestones that exist, each once', () => {
      const move = { milestoneId: 'm1', dueOn: '2026-05-31' };
      given(...running())
        .when(replan({ milestones: [move, move] }))
        .thenRefused('project/milestones-not-distinct');
      given(...running())
        .when(replan({ milestones: [{ ...move, milestoneId: 'm9' }] }))
        .thenRefused('project/milestone-unknown');
    });
    it('waits for the registration', () => given(proposed()).when(replan()).thenRefused('project/wrong-status'));
  });

  describe('pausing', () => {
    const suspendBy = (by: Actor) => wishOn('2026-05-01', by)('SuspendProject', { reason });
    const suspend = suspendBy(gulou);
    const suspended: ProjectEvent = { type: 'ProjectSuspended', data: { reason, on: '2026-05-01' } };
    const resumeBy = (by: Actor) => wishOn('2026-06-01', by)('ResumeProject', { reason });
    const resume = resumeBy(gulou);
    const resumed: ProjectEvent = { type: 'ProjectResumed', data: { reason, on: '2026-06-01' } };

    it('is suspended with a reason, and resumed', () => {
      given(...running())
        .when(suspend)
        .then(suspended);
      given(...running(), suspended)
        .when(resume)
        .then(resumed);
    });
    it('PRJ-a: takes the registering authority', () => {
      const cityWide = running({ registeringAuthority: 'CITY' });
      for (const wish of [suspendBy, resumeBy]) {
        given(...running())
          .when(wish(qinhuai))
          .thenRefused('project/not-the-lead-district');
        given(...running())
          .when(wish(city))
          .thenRefused('project/district-decides');
        given(...cityWide)
          .when(wish(gulou))
          .thenRefused('project/city-decides');
      }
      given(...cityWide)
        .when(suspendBy(city))
        .then(suspended);
      given(...cityWide, suspended)
        .when(resumeBy(city))
        .then(resumed);
    });
    it('shrugs when it is so already', () => {
      given(...running(), suspended)
        .when(suspend)
        .thenNothing();
      given(...running())
        .when(resume)
        .thenNothing();
    });
    it('needs a running project', () => {
      given(...consentedTo)
        .when(suspend)
        .thenRefused('project/wrong-status');
      given(...consentedTo)
        .when(resume)
        .thenRefused('project/wrong-status');
    });
    it('knows its status on any date', () => {
      const state = fold(...running(), suspended, resumed);
      expect(
        ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01', '2026-05-01', '2026-05-31', '2026-06-01'].map((date) =>
          statusOn(state, date),
        ),
      ).toEqual([undefined, 'PROPOSED', 'SIGNED', 'RUNNING', 'SUSPENDED', 'SUSPENDED', 'RUNNING']);
    });
  });

  describe('being terminated', () => {
    const colleague: Actor = { ...gulou, accountId: 'DIST-gulou-2' };
    const terminate = (approved: boolean, by: Actor = gulou, why = reason) =>
      wishOn('2026-06-10', by)('TerminateProject', { reason: why, approved });
    const terminated = (approved: boolean): ProjectEvent => ({
      type: 'ProjectTerminated',
      data: { reason, approved, on: '2026-06-10' },
    });
    const terminationProposed = (by: Actor = gulou): ProjectEvent => ({
      type: 'ProjectTerminationProposed',
      data: { reason, proposedBy: by.accountId, on: '2026-06-10' },
    });
    const cityWide = running({ registeringAuthority: 'CITY' });

    it('E15: without approval one person of the registering authority does it', () => {
      given(...running())
        .when(terminate(false))
        .then(terminated(false));
      given(...cityWide)
        .when(terminate(false, city))
        .then(terminated(false));
    });
    it('E15, four eyes: with approval one person proposes it, and nothing has ended yet', () => {
      given(...running())
        .when(terminate(true))
        .then(terminationProposed());
      given(...cityWide)
        .when(terminate(true, city))
        .then(terminationProposed(city));
      expect(isRunning(fold(...running(), terminationProposed()))).toBe(true);
    });
    it.each([
      ['another person of the authority', colleague],
      ['the office of its council', coordinator],
    ])('E15, four eyes: %s approves it, for the reason that was proposed', (_, by) =>
      given(...running(), terminationProposed())
        .when(terminate(true, by, '同意终止该项目'))
        .then(terminated(true)),
    );
    it('E15, four eyes: the city’s projects are approved for by the city', () => {
      given(...cityWide, terminationProposed(city))
        .when(terminate(true, { ...city, accountId: 'CITY-2' }))
        .then(terminated(true));
      given(...cityWide, terminationProposed(city))
        .when(terminate(true, gulou))
        .thenRefused('project/city-decides');
    });
    it('E15, four eyes: does not happen because its proposer asks again, under whatever mandate', () => {
      for (const by of [gulou, { ...coordinator, accountId: gulou.accountId }]) {
        given(...running(), terminationProposed())
          .when(terminate(true, by))
          .thenNothing();
      }
    });
    it('PRJ-a: takes the registering authority; the office only approves', () => {
      for (const approved of [true, false]) {
        given(...running())
          .when(terminate(approved, coordinator))
          .thenRefused('project/district-decides');
        given(...running())
          .when(terminate(approved, qinhuai))
          .thenRefused('project/not-the-lead-district');
        given(...cityWide)
          .when(terminate(approved, gulou))
          .thenRefused('project/city-decides');
      }
      given(...running(), terminationProposed())
        .when(terminate(false, coordinator))
        .thenRefused('project/district-decides');
      given(...running(), terminationProposed())
        .when(terminate(true, qinhuai))
        .thenRefused('project/not-the-lead-district');
    });
    it('says why it ended, and whether that was approved', () => {
      const ended = fold(...running(), terminationProposed(), terminated(true));
      expect(isRunning(ended)).toBe(false);
      expect(ended.termination).toEqual({ reason, approved: true, on: '2026-06-10' });
      expect(ended.proposedTermination).toBeUndefined();
    });
    it('may end at any time before it is done', () => {
      for (const past of [consentedTo, [...running(), acceptanceRequested('2026-06-01')]]) {
        given(...past)
          .when(terminate(false))
          .then(terminated(false));
      }
    });
    it('shrugs when terminated already', () => {
      for (const approved of [true, false]) {
        given(...running(), terminated(true))
          .when(terminate(approved))
          .thenNothing();
      }
    });
    it('is not for what was only proposed, or is done', () => {
      for (const approved of [true, false]) {
        given(proposed()).when(terminate(approved)).thenRefused('project/wrong-status');
        given(...running(), acceptanceRequested('2026-06-01'), {
          type: 'ProjectCompleted',
          data: { completedOn: '2026-06-05', on: '2026-06-05' },
        })
          .when(terminate(approved))
          .thenRefused('project/wrong-status');
      }
    });
  });
});
