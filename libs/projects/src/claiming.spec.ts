import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import type { ProjectCommandOf } from './commands.js';
import { project } from './decider.js';
import type { ProjectEvent, ProjectEventOf } from './events.js';
import { remainingOf } from './state.js';
import {
  BANK,
  bank,
  city,
  claimingOpened,
  consented,
  fold,
  gulou,
  leadUnit,
  linked,
  MALL,
  mall,
  proposed,
  qinhuai,
  registered,
  running,
  slots,
  started,
  wishOn,
} from './testing.js';

const given = specify(project);
const open = [proposed(), registered(), consented(), claimingOpened];

type Offer = ProjectCommandOf<'ClaimProject'>['data'];
const offer: Offer = { slotId: 's1', quantity: 2, promise: '派出两名金融顾问', plannedOn: '2026-05-01' };
const claim = (by: Actor, over: Partial<Offer> = {}, claimantActive = true) =>
  wishOn('2026-02-20', by)('ClaimProject', { ...offer, ...over }, { claimantActive, claimantIsMember: true });
const offered = (
  claimId: string,
  unitId: string,
  over: Partial<Offer> = {},
): ProjectEventOf<'ProjectClaimOffered'> => ({
  type: 'ProjectClaimOffered',
  data: { claimId, unitId, ...offer, ...over, offeredBy: `UNIT-${unitId.slice(0, 6)}`, on: '2026-02-20' },
});
const accept = (claimId: string, by: Actor = leadUnit) => wishOn('2026-02-21', by)('AcceptProjectClaim', { claimId });
const accepted = (claimId: string, unitId: string, quantity = 2): ProjectEventOf<'ProjectClaimAccepted'> => ({
  type: 'ProjectClaimAccepted',
  data: { claimId, unitId, slotId: 's1', quantity, on: '2026-02-21' },
});
const reason = '顾问领域与项目不符';
const decline = wishOn('2026-02-21', gulou)('DeclineProjectClaim', { claimId: 'c1', reason });
const declined: ProjectEvent = {
  type: 'ProjectClaimDeclined',
  data: { claimId: 'c1', unitId: BANK, reason, on: '2026-02-21' },
};

describe('A project', () => {
  describe('opening to claims', () => {
    const openClaiming = (by: Actor, wanted = slots) =>
      wishOn('2026-02-15', by)('OpenProjectClaiming', { slots: wanted });

    it('names its slots', () => {
      given(proposed(), registered()).when(openClaiming(gulou)).then(claimingOpened);
      given(proposed(), registered()).when(openClaiming(city)).then(claimingOpened);
    });
    it('PRJ-a: takes the district that leads it', () =>
      given(proposed(), registered()).when(openClaiming(qinhuai)).thenRefused('project/not-the-lead-district'));
    it('is no business of a unit outside its council', () =>
      given(...open)
        .when(wishOn('2026-02-20', mall)('ClaimProject', offer, { claimantActive: true, claimantIsMember: false }))
        .thenRefused('resource/not-found'));
    it('names each slot once', () =>
      given(proposed(), registered())
        .when(openClaiming(gulou, [...slots, ...slots]))
        .thenRefused('project/slots-not-distinct'));
    it('shrugs at the slots it already has', () =>
      given(...open)
        .when(openClaiming(gulou))
        .thenNothing());
    it('does not exchange them', () =>
      given(...open)
        .when(openClaiming(gulou, slots.slice(1)))
        .thenRefused('project/claiming-already-open'));
    it('waits for the registration', () =>
      given(proposed()).when(openClaiming(gulou)).thenRefused('project/wrong-status'));
  });

  describe('being claimed', () => {
    it('records who promises what', () =>
      given(...open)
        .when(claim(bank))
        .then(offered('c1', BANK)));
    it('numbers the claims', () =>
      given(...open, offered('c1', BANK))
        .when(claim(mall))
        .then(offered('c2', MALL)));
    it('shrugs at the same offer while it waits', () =>
      given(...open, offered('c1', BANK))
        .when(claim(bank))
        .thenNothing());
    it('has one offer of a unit for a slot waiting at a time', () => {
      given(...open, offered('c1', BANK))
        .when(claim(bank, { quantity: 1 }))
        .thenRefused('project/claim-already-offered');
      given(...open, offered('c1', BANK), declined)
        .when(claim(bank))
        .then(offered('c2', BANK));
    });
    it('is not for the lead unit', () =>
      given(...open)
        .when(claim(leadUnit))
        .thenRefused('project/lead-unit-cannot-claim'));
    it('is not for a suspended unit', () =>
      given(...open)
        .when(claim(bank, {}, false))
        .thenRefused('project/claimant-not-active'));
    it('is for a slot that exists', () =>
      given(...open)
        .when(claim(bank, { slotId: 's9' }))
        .thenRefused('project/slot-unknown'));
    it.each(['2026-02-28', '2026-10-01'])('is planned within the plan, not on %s', (plannedOn) =>
      given(...open)
        .when(claim(bank, { plannedOn }))
        .thenRefused('project/claim-outside-plan'),
    );
    it('offers no more than is left', () =>
      given(...open, offered('c1', BANK), accepted('c1', BANK))
        .when(claim(mall))
        .thenRefused('project/slot-exhausted'));
    it('waits for the slots', () => {
      given(proposed(), registered()).when(claim(bank)).thenRefused('project/claiming-not-open');
      given(...running())
        .when(claim(bank))
        .thenRefused('project/claiming-not-open');
    });
    it('goes on while it runs', () =>
      given(...open, linked(), started())
        .when(claim(bank))
        .then(offered('c1', BANK)));
    it('ends with it', () =>
      given(...open, { type: 'ProjectTerminated', data: { reason, approved: true, on: '2026-02-19' } })
        .when(claim(bank))
        .thenRefused('project/wrong-status'));
  });

  describe('accepting a claim', () => {
    it('takes the lead unit or the lead district', () => {
      given(...open, offered('c1', BANK))
        .when(accept('c1'))
        .then(accepted('c1', BANK));
      given(...open, offered('c1', BANK))
        .when(accept('c1', gulou))
        .then(accepted('c1', BANK));
    });
    it('four eyes: not the account that offered', () =>
      given(...open, offered('c1', BANK))
        .when(accept('c1', { ...gulou, accountId: bank.accountId }))
        .thenRefused('project/offerer-cannot-accept'));
    it('never gives away more than the slot holds: of two offers for the last places one is accepted', () => {
      const two = [...open, offered('c1', BANK), offered('c2', MALL)];
      given(...two, accepted('c1', BANK))
        .when(accept('c2'))
        .thenRefused('project/slot-exhausted');
      expect(remainingOf(fold(...two, accepted('c1', BANK)), { slotId: 's1', name: '金融顾问', quantity: 3 })).toBe(1);
    });
    it('counts what was accepted, to the last place', () =>
      given(...open, offered('c1', BANK), accepted('c1', BANK), offered('c2', MALL, { quantity: 1 }))
        .when(accept('c2'))
        .then(accepted('c2', MALL, 1)));
    it('shrugs when accepted already', () =>
      given(...open, offered('c1', BANK), accepted('c1', BANK))
        .when(accept('c1'))
        .thenNothing());
    it('is too late once declined', () =>
      given(...open, offered('c1', BANK), declined)
        .when(accept('c1'))
        .thenRefused('project/claim-already-decided'));
    it('must be known', () =>
      given(...open)
        .when(accept('c1'))
        .thenRefused('project/claim-unknown'));
  });

  describe('declining a claim', () => {
    it('says why', () =>
      given(...open, offered('c1', BANK))
        .when(decline)
        .then(declined));
    it('shrugs when declined already', () =>
      given(...open, offered('c1', BANK), declined)
        .when(decline)
        .thenNothing());
    it('is too late once accepted', () =>
      given(...open, offered('c1', BANK), accepted('c1', BANK))
        .when(decline)
        .thenRefused('project/claim-already-decided'));
  });
});
