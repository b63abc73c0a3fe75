import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import { z } from 'zod';
import { activityCommands } from './commands.js';
import { activity } from './decider.js';
import {
  AGREEMENT,
  as,
  cancelled,
  city,
  done,
  facts,
  GULOU,
  mergedInto,
  OTHER_COUNCIL,
  office,
  PROJECT,
  planned,
  profile,
  QINHUAI,
  record,
  stateAfter,
  summary,
  U1,
  U2,
  U3,
  U5,
  unit1,
  unit2,
  unit3,
  unitOn,
  verified,
  voided,
  XUANWU,
} from './examples.js';
import { countable, hostDistricts, totals } from './state.js';

const given = specify(activity);
const recording = (over: Parameters<typeof record>[0] = {}, what = facts(), by: Actor = unit2, at?: string) =>
  as(by, at)('RecordActivity', record(over), what);
const planning = (over: Partial<typeof profile> = {}, what = facts(), by: Actor = unit2) =>
  as(by)('PlanActivity', { ...profile, ...over }, what);

describe('An activity', () => {
  describe('being planned', () => {
    it('is on record with its hosts and their districts', () => given().when(planning()).then(planned()));
    it('ACT-a: does not count', () => {
      const state = stateAfter(planned());
      expect([countable(state), totals(state).total]).toEqual([false, 0]);
    });
    it('may lie ahead', () =>
      given()
        .when(planning({ startAt: '2026-05-01T01:00:00.000Z', endAt: '2026-05-01T03:00:00.000Z' }))
        .then(
          planned({ startAt: '2026-05-01T01:00:00.000Z', endAt: '2026-05-01T03:00:00.000Z', startOn: '2026-05-01' }),
        ));
    it('is planned once', () => given(planned()).when(planning()).thenRefused('activity/already-planned'));
    it('is over after its end', () => given(planned(), cancelled).when(planning()).thenRefused('activity/ended'));
  });

  describe('being recorded', () => {
    it('is held, and everybody took part, in one append', () =>
      given()
        .when(recording())
        .then(...done));
    it('replaces what was planned', () =>
      given(planned({ title: '三月政治生日（暂定）' }))
        .when(recording())
        .then(...done));
    it('happens once', () => {
      given(...done)
        .when(recording())
        .thenRefused('activity/already-recorded');
      given(...done, verified)
        .when(recording())
        .thenRefused('activity/already-recorded');
    });
    it('ACT-a: never brings back what has ended', () => {
      for (const end of [voided, mergedInto])
        given(...done, end)
          .when(recording())
          .thenRefused('activity/ended');
      given(planned(), cancelled).when(recording()).thenRefused('activity/ended');
    });
    it('E20: stays with the council it was planned for', () =>
      given(planned())
        .when(recording({ councilId: OTHER_COUNCIL }))
        .thenRefused('activity/council-fixed'));
    it('needs a council that is established', () =>
      given()
        .when(recording({}, facts({ councilIsEstablished: false })))
        .thenRefused('activity/council-not-established'));

    it.each([
      ['C1, E10', '2026-03-31T15:30:00.000Z', '2026-03-31T18:00:00.000Z', '2026-03-31'],
      ['C1', '2026-03-31T16:30:00.000Z', '2026-03-31T18:00:00.000Z', '2026-04-01'],
    ])('%s: one that starts at %s and ends at %s is of %s', (_, startAt, endAt, startOn) => {
      const [event] = activity.decide(
        recording({ startAt, endAt }, facts(), unit2, '2026-04-02T00:00:00.000Z'),
        undefined,
      );
      expect(event?.data).toMatchObject({ startOn });
    });
    it('C5, E3: takes the district of each host on that day', () => {
      const moved = facts({ units: [unitOn(U1, { districtCode: GULOU }), unitOn(U2), unitOn(U5)] });
      const [event] = activity.decide(recording({}, moved), undefined);
      expect(event?.data).toMatchObject({
        hosts: [
          { unitId: U2, districtCode: QINHUAI },
          { unitId: U1, districtCode: GULOU },
        ],
      });
    });
    it('E1: of co-hosts in two districts is one activity with two host districts', () => {
      expect(hostDistricts(stateAfter(...done))).toEqual([XUANWU, QINHUAI]);
      expect(hostDistricts(undefined)).toEqual([]);
    });
    it('C4, E8: is late when its month was closed', () => {
      const events = activity.decide(recording({}, facts({ monthClosed: true })), undefined);
      expect(events.map(({ data }) => 'late' in data && data.late)).toEqual([true, true, true, true]);
    });
    it('names each host once, the lead host first', () =>
      given()
        .when(recording({ coHostUnitIds: [U1, U2, U1] }))
        .then(...done));

    it.each([
      ['the lead host', U2, 'activity/lead-host-not-member'],
      ['a co-host', U1, 'activity/co-host-not-member'],
    ])('ACT-b: is refused when %s was no active member on that day', (_, unitId, code) => {
      const others = facts().units.filter((unit) => unit.unitId !== unitId);
      given()
        .when(recording({}, facts({ units: [...others, unitOn(unitId, { isMember: false })] })))
        .thenRefused(code);
      given()
        .when(recording({}, facts({ units: others })))
        .thenRefused(code);
      given()
        .when(planning({}, facts({ units: others })))
        .thenRefused(code);
    });
    it.each([
      ['ends when it starts', '2026-03-18T06:00:00.000Z'],
      ['ends before', '2026-03-18T05:00:00.000Z'],
      ['takes more than 72 hours', '2026-03-21T06:00:00.001Z'],
    ])('ACT-c: is refused when it %s', (_, endAt) => {
      given().when(recording({ endAt })).thenRefused('activity/ends-too-soon-or-late');
      given().when(planning({ endAt })).thenRefused('activity/ends-too-soon-or-late');
    });
    it('ACT-c: takes 72 hours at most', () =>
      expect(activity.decide(recording({ endAt: '2026-03-21T06:00:00.000Z' }), undefined)).toHaveLength(4));
    it('ACT-f: asks for no names, photos or positions, and takes no personal data', () => {
      const { RecordActivity } = activityCommands;
      expect(RecordActivity.safeParse(record()).success).toBe(true);
      for (const over of [{ photos: [] }, { participants: ['张三'] }, { position: [118.8, 32] }]) {
        expect(RecordActivity.safeParse({ ...record(), ...over }).success).toBe(false);
      }
      const mobile = '13912345678';
      for (const over of [
        { summary: `${summary}${mobile}` },
        { title: `活动联系${mobile}` },
        { place: `会场${mobile}` },
      ]) {
        expect(RecordActivity.safeParse(record(over)).success).toBe(false);
      }
      expect(Object.keys(z.toJSONSchema(RecordActivity, { io: 'input' }).properties ?? {})).toHaveLength(15);
    });
    it('E28: is refused when it lies ahead', () => {
      given()
        .when(recording({}, facts(), unit2, '2026-03-18T05:59:59.999Z'))
        .thenRefused('activity/in-future');
      expect(activity.decide(recording({}, facts(), unit2, '2026-03-18T06:00:00.000Z'), undefined)).toHaveLength(4);
    });
    it('E28: more than a year back is entered by the office', () => {
      const late = '2027-03-18T16:00:00.000Z';
      given()
        .when(recording({}, facts(), unit2, late))
        .thenRefused('activity/too-long-ago');
      expect(activity.decide(recording({}, facts(), office, late), undefined)).toHaveLength(4);
      expect(activity.decide(recording({}, facts(), unit2, '2027-03-18T15:59:59.999Z'), undefined)).toHaveLength(4);
    });
    it('is refused when what it links to does not exist', () => {
      given()
        .when(recording({ projectId: PROJECT }))
        .thenRefused('activity/link-unknown');
      given()
        .when(recording({ projectId: PROJECT, agreementIds: [AGREEMENT] }, facts({ knownLinks: [PROJECT] })))
        .thenRefused('activity/link-unknown');
      const known = facts({ knownLinks: [PROJECT, AGREEMENT] });
      expect(
        activity.decide(recording({ projectId: PROJECT, agreementIds: [AGREEMENT] }, known), undefined),
      ).toHaveLength(4);
    });

    describe('ACT-h', () => {
      it('by any host', () => {
        const [event] = activity.decide(recording({}, facts(), unit1), undefined);
        expect(event?.data).toMatchObject({ enteredBy: 'HOST', recordedBy: unit1.accountId });
      });
      it.each([
        ['another unit', unit3],
        ['the city', city],
      ])('never by %s', (_, by) =>
        given()
          .when(recording({}, facts(), by))
          .thenRefused('activity/not-a-host'),
      );
      it('never by a host for another', () =>
        given()
          .when(recording({ onBehalfOfUnitId: U1 }))
          .thenRefused('activity/unit-enters-for-itself'));
      it('by the office for a host, and it says so', () => {
        const [forU1] = activity.decide(recording({ onBehalfOfUnitId: U1 }, facts(), office), undefined);
        expect(forU1?.data).toMatchObject({ enteredBy: 'OFFICE', onBehalfOfUnitId: U1 });
        const [forLead] = activity.decide(recording({}, facts(), office), undefined);
        expect(forLead?.data).toMatchObject({ enteredBy: 'OFFICE', onBehalfOfUnitId: U2 });
      });
      it('never by the office for a unit that is no host', () =>
        given()
          .when(recording({ onBehalfOfUnitId: U3 }, facts(), office))
          .thenRefused('activity/on-behalf-of-no-host'));
    });
  });
});
