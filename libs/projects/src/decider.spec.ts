import { describeStoredEvents } from '@lianjian/event-sourcing/stored-events-contract';
import { type Actor, within } from '@lianjian/permissions/actor';
import type { ProjectCommand } from './commands.js';
import { project } from './decider.js';
import { projectEvents } from './events.js';
import { projectRefusals } from './refusals.js';
import storedEvents from './stored-events.json' with { type: 'json' };
import {
  bank,
  city,
  coordinator,
  fold,
  gulou,
  leadUnit,
  MALL,
  mall,
  OTHER_COUNCIL,
  profile,
  qinhuai,
  running,
  wishOn,
  xuanwu,
} from './testing.js';

const state = fold(...running({ referencingCouncilIds: [OTHER_COUNCIL] }));
const may = (command: ProjectCommand, by: Actor = command.by) => within(by, project.reach(command, state));
const reason = '首店选址延后';

describe('A project', () => {
  describe('is the business of', () => {
    it.each<[string, Actor, boolean]>([
      ['its lead unit', leadUnit, true],
      ['its partners', bank, true],
      ['no other unit', mall, false],
      ['its districts', qinhuai, true],
      ['no other district', xuanwu, false],
      ['its council', coordinator, true],
      ['a council that refers to it', { ...coordinator, scope: OTHER_COUNCIL }, true],
      ['no other council', { ...coordinator, scope: MALL }, false],
      ['their city', city, true],
    ])('%s', (_, actor, expected) => expect(within(actor, project.audience(state))).toBe(expected));
    it('nobody before it is proposed', () => expect(project.audience(undefined)).toEqual({}));
  });

  describe('lets', () => {
    it('its lead unit, its council and its districts propose it; no partner does with another unit in the lead', () => {
      const propose = wishOn('2026-02-01', leadUnit)('ProposeProject', profile());
      for (const by of [leadUnit, coordinator, qinhuai]) expect(may(propose, by)).toBe(true);
      for (const by of [bank, mall, xuanwu]) expect(may(propose, by)).toBe(false);
    });
    it('its districts hear which of them registers and accepts it', () => {
      const accept = wishOn('2026-09-28', gulou)('AcceptProject', {}, { acceptorUnitIds: [] });
      for (const by of [gulou, qinhuai, city]) expect(may(accept, by)).toBe(true);
      for (const by of [xuanwu, leadUnit, coordinator]) expect(may(accept, by)).toBe(false);
    });
    it('the lead unit and the lead district run it', () => {
      const replan = wishOn('2026-07-01', leadUnit)('ReplanProject', { endOn: '2026-10-31', milestones: [], reason });
      for (const by of [leadUnit, gulou]) expect(may(replan, by)).toBe(true);
      for (const by of [bank, qinhuai]) expect(may(replan, by)).toBe(false);
    });
    it('the lead district and its city suspend it', () => {
      const suspend = wishOn('2026-07-01', gulou)('SuspendProject', { reason });
      for (const by of [gulou, city]) expect(may(suspend, by)).toBe(true);
      for (const by of [leadUnit, qinhuai, xuanwu, coordinator]) expect(may(suspend, by)).toBe(false);
    });
    it('the lead district, its city and the office of its council terminate it', () => {
      const terminate = wishOn('2026-07-01', gulou)('TerminateProject', { reason, approved: true });
      for (const by of [gulou, city, coordinator]) expect(may(terminate, by)).toBe(true);
      for (const by of [leadUnit, qinhuai, { ...coordinator, scope: OTHER_COUNCIL }]) {
        expect(may(terminate, by)).toBe(false);
      }
    });
  });

  it('says no in Chinese', () => {
    for (const { message } of Object.values(projectRefusals)) expect(message).toMatch(/^[\u4e00-\u9fff，、]+$/);
  });
});

describeStoredEvents(project, projectEvents, storedEvents);
