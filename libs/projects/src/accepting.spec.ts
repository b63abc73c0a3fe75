import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import type { ProjectCommandOf } from './commands.js';
import { project } from './decider.js';
import type { ProjectEvent } from './events.js';
import { statusOf, statusOn } from './state.js';
import {
  ACTIVITY,
  acceptanceRequested,
  city,
  fold,
  gulou,
  INCUBATOR,
  leadUnit,
  MALL,
  qinhuai,
  running,
  wishOn,
} from './testing.js';

const given = specify(project);

type Request = ProjectCommandOf<'RequestProjectAcceptance'>['data'];
const { requestedBy: _, on: __, ...request } = acceptanceRequested().data;
const requestAcceptance = (over: Partial<Request> = {}, heldActivityIds: readonly string[] = [ACTIVITY]) =>
  wishOn('2026-09-20', leadUnit)('RequestProjectAcceptance', { ...request, ...over }, { heldActivityIds });
const requested = (over: Partial<Request> = {}): ProjectEvent => ({
  type: 'AcceptanceRequested',
  data: { ...acceptanceRequested().data, ...over },
});

const accept = (by: Actor = gulou, acceptorUnitIds: readonly string[] = []) =>
  wishOn('2026-09-28', by)('AcceptProject', {}, { acceptorUnitIds });
const completed: ProjectEvent = { type: 'ProjectCompleted', data: { completedOn: '2026-09-28', on: '2026-09-28' } };
const reason = '成果佐证材料不足';
const returned: ProjectEvent = { type: 'AcceptanceReturned', data: { reason, on: '2026-09-25' } };
const give = (by: Actor = gulou) => wishOn('2026-09-25', by)('ReturnProject', { reason });
const waiting = [...running(), acceptanceRequested()];

describe('A project', () => {
  describe('being put up for acceptance', () => {
    it('PRJ-e: has an outcome number with evidence, and an activity behind it', () =>
      given(...running())
        .when(requestAcceptance())
        .then(requested()));
    it('PRJ-e: or a delivery note', () => {
      const over = { activityIds: [], deliveryNote: '向六家首店交付选址报告' };
      given(...running())
        .when(requestAcceptance(over))
        .then(requested(over));
    });
    it('PRJ-e: refuses when nothing was delivered', () =>
      given(...running())
        .when(requestAcceptance({ activityIds: [], deliveryNote: '' }))
        .thenRefused('project/nothing-delivered'));
    it('PRJ-e: refuses an activity that was not held, or is named twice', () => {
      given(...running())
        .when(requestAcceptance({ activityIds: [ACTIVITY, MALL] }))
        .thenRefused('project/activity-not-held');
      given(...running())
        .when(requestAcceptance({ activityIds: [ACTIVITY, ACTIVITY] }))
        .thenRefused('project/activity-not-held');
    });
    it('accounts for budget lines that it has', () =>
      given(...running())
        .when(requestAcceptance({ budgetActuals: [{ budgetLineId: 'b9', actualFen: 1 }] }))
        .thenRefused('project/budget-line-unknown'));
    it('shrugs at the same request', () =>
      given(...waiting)
        .when(requestAcceptance())
        .thenNothing());
    it('does not exchange it while it waits', () =>
      given(...waiting)
        .when(requestAcceptance({ outcome: { value: 9, evidence: '九家首店的开业登记' } }))
        .thenRefused('project/acceptance-already-requested'));
    it('may ask again after it was returned', () =>
      given(...waiting, returned)
        .when(requestAcceptance())
        .then(requested()));
    it('needs a running project', () =>
      given(...running().slice(0, 4))
        .when(requestAcceptance())
        .thenRefused('project/wrong-status'));
  });

  describe('being returned', () => {
    it('says why, and goes on', () => {
      given(...waiting)
        .when(give())
        .then(returned);
      expect(statusOf(fold(...waiting, returned))).toBe('RETURNED');
    });
    it('PRJ-a: takes the registering authority', () =>
      given(...waiting)
        .when(give(qinhuai))
        .thenRefused('project/not-the-lead-district'));
    it('shrugs when returned already', () =>
      given(...waiting, returned)
        .when(give())
        .thenNothing());
    it('must have been put up', () =>
      given(...running())
        .when(give())
        .thenRefused('project/wrong-status'));
  });

  describe('being accepted', () => {
    it('is completed on that day', () => {
      given(...waiting)
        .when(accept())
        .then(completed);
      const done = fold(...waiting, completed);
      expect(done.completedOn).toBe('2026-09-28');
      expect(statusOn(done, '2026-09-27')).toBe('ACCEPTANCE');
      expect(statusOn(done, '2026-09-28')).toBe('COMPLETED');
    });
    it('PRJ-a: takes the registering authority', () => {
      given(...waiting)
        .when(accept(qinhuai))
        .thenRefused('project/not-the-lead-district');
      given(...waiting)
        .when(accept(city))
        .thenRefused('project/district-decides');
      const cityWide = [...running({ registeringAuthority: 'CITY' }), acceptanceRequested()];
      given(...cityWide)
        .when(accept(city))
        .then(completed);
      given(...cityWide)
        .when(accept(gulou))
        .thenRefused('project/city-decides');
    });
    it('PRJ-d, four eyes: never by the lead unit', () =>
      given(...waiting)
        .when(accept(leadUnit))
        .thenRefused('project/district-decides'));
    it('PRJ-d, four eyes: never by the account that asked', () =>
      given(...waiting)
        .when(accept({ ...gulou, accountId: leadUnit.accountId }))
        .thenRefused('project/requester-cannot-accept'));
    it('PRJ-d, four eyes: never by somebody who acted for the lead unit', () => {
      given(...waiting)
        .when(accept(gulou, [MALL, INCUBATOR]))
        .thenRefused('project/lead-unit-cannot-accept');
      given(...waiting)
        .when(accept(gulou, [MALL]))
        .then(completed);
    });
    it('PRJ-d, four eyes: what a secretary leads is never accepted by that secretary', () =>
      given(...running({ ledBySecretary: true }), acceptanceRequested())
        .when(accept(gulou, [INCUBATOR]))
        .thenRefused('project/leading-secretary-cannot-accept'));
    it('shrugs when accepted already', () =>
      given(...waiting, completed)
        .when(accept())
        .thenNothing());
    it('PRJ-e: must have been put up', () =>
      given(...running())
        .when(accept())
        .thenRefused('project/wrong-status'));
  });
});
