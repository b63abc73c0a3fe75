import { describeStoredEvents } from '@lianjian/event-sourcing/stored-events-contract';
import { type Actor, SYSTEM, within } from '@lianjian/permissions/actor';
import type { AgreementCommand } from './commands.js';
import { agreement } from './decider.js';
import { agreementEvents } from './events.js';
import { agreementRefusals } from './refusals.js';
import storedEvents from './stored-events.json' with { type: 'json' };
import {
  bank,
  COUNCIL,
  city,
  coordinator,
  district,
  draftAgreement,
  fold,
  inForce,
  MALL,
  mall,
  school,
  wishOn,
} from './testing.js';

const state = fold(...inForce());
const may = (command: AgreementCommand, by: Actor = command.by) => within(by, agreement.reach(command, state));
const otherCouncil: Actor = { ...coordinator, scope: MALL };

describe('An agreement', () => {
  describe('is the business of', () => {
    it.each<[string, Actor, boolean]>([
      ['its parties', bank, true],
      ['no other unit', school, false],
      ['their districts', district('320104'), true],
      ['no other district', district('320106'), false],
      ['its council', coordinator, true],
      ['no other council', otherCouncil, false],
      ['their city', city, true],
    ])('%s', (_, actor, expected) => expect(within(actor, agreement.audience(state))).toBe(expected));
    it('nobody before it is drafted', () => expect(Object.values(agreement.audience(undefined)).flat()).toEqual([]));
  });

  describe('lets', () => {
    it('a unit draft it that is to be a party, or the coordinator of the council', () => {
      expect(may(draftAgreement())).toBe(true);
      expect(may(draftAgreement(), school)).toBe(false);
      expect(may(draftAgreement(), coordinator)).toBe(true);
      expect(may(draftAgreement(), otherCouncil)).toBe(false);
    });
    it('parties sign', () => {
      const sign = wishOn('2026-01-20', mall)(
        'SignAgreement',
        { contentHash: state.contentHash ?? '', signatoryPost: '党委书记' },
        { inactivePartyIds: [] },
      );
      expect(may(sign)).toBe(true);
      for (const by of [school, coordinator, district('320104'), city]) expect(may(sign, by)).toBe(false);
    });
    it('parties and the coordinator work on the text', () => {
      const freeze = wishOn('2025-12-10', bank)('FreezeAgreementText', {}, { parties: [] });
      for (const by of [bank, mall, coordinator]) expect(may(freeze, by)).toBe(true);
      for (const by of [school, otherCouncil, district('320102')]) expect(may(freeze, by)).toBe(false);
    });
    it('the districts of its parties approve a long term, and void it', () => {
      const annul = wishOn('2026-06-01', district('320104'))('VoidAgreement', {
        reason: '签约主体登记有误',
        legalInvalidity: true,
      });
      expect(may(annul)).toBe(true);
      for (const by of [bank, coordinator, district('320106')]) expect(may(annul, by)).toBe(false);
    });
    it('each district file for itself, and the city for any of its districts', () => {
      const file = wishOn('2026-01-25', district('320102'))('FileAgreement', { districtCode: '320102' });
      expect(may(file)).toBe(true);
      expect(may(file, district('320104'))).toBe(false);
      expect(may(file, city)).toBe(true);
    });
    it('AGR-f: only its own districts hear that a district is not concerned', () => {
      const file = wishOn('2026-01-25', district('320106'))('FileAgreement', { districtCode: '320106' });
      expect(may(file)).toBe(false);
      expect(may(file, district('320102'))).toBe(true);
    });
    it('nobody but the service say that it is in force or over', () => {
      for (const type of ['ActivateAgreement', 'ExpireAgreement'] as const) {
        const command = wishOn('2027-01-01', SYSTEM)(type, {});
        expect(may(command)).toBe(true);
        for (const by of [bank, coordinator, district('320102'), city]) expect(may(command, by)).toBe(false);
      }
    });
  });

  it('has no reach before it is drafted', () => {
    const file = wishOn('2026-01-25', district('320102'))('FileAgreement', { districtCode: '320102' });
    const freeze = wishOn('2025-12-10', bank)('FreezeAgreementText', {}, { parties: [] });
    for (const command of [file, freeze]) {
      expect(Object.values(agreement.reach(command, undefined)).flat()).toEqual([]);
    }
  });
  it('keeps its council', () => expect(state.councilId).toBe(COUNCIL));
  it('says no in Chinese', () => {
    for (const { message } of Object.values(agreementRefusals)) expect(message).toMatch(/^[\u4e00-\u9fff，、]+$/);
  });
});

describeStoredEvents(agreement, agreementEvents, storedEvents);
