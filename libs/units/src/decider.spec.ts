import { describeStoredEvents } from '@lianjian/event-sourcing/stored-events-contract';
import { specify } from '@lianjian/event-sourcing/testing';
import { within } from '@lianjian/permissions/actor';
import { type UnitCommandOf, type UnitProfile, unitCommands } from './commands.js';
import { unit } from './decider.js';
import { type UnitEvent, unitEvents } from './events.js';
import { unitRefusals } from './refusals.js';
import { statusOn } from './state.js';
import storedEvents from './stored-events.json' with { type: 'json' };
import {
  activated,
  active,
  actor,
  as,
  CONTACT,
  COUNCIL,
  identity,
  liaison,
  nothingClosed,
  OTHER_COUNCIL,
  profile,
  QINHUAI,
  qinhuai,
  reason,
  recommended,
  registered,
  SURVIVOR,
  secretariat,
  stateAfter,
  suspended,
  transferred,
  withdrawn,
  XUANWU,
  xuanwu,
} from './testing.js';

const given = specify(unit);

describe('A unit', () => {
  describe('being registered', () => {
    const data = { ...profile, districtCode: QINHUAI, contactRef: CONTACT };
    const register = (changes: Partial<UnitCommandOf<'RegisterUnit'>['data']> = {}, today = '2026-01-05') =>
      as(qinhuai, today)('RegisterUnit', { ...data, ...changes }, { ...identity, councilDistricts: [] });

    it('is a draft with its number, district and profile', () => given().when(register()).then(registered));
    it('is registered once', () => given(registered).when(register()).thenRefused('unit/already-registered'));
    it('UNIT-b: belongs to a district in force on that date', () =>
      given()
        .when(register({ districtCode: '320103' }))
        .thenRefused('unit/district-not-in-force'));
    it('UNIT-b, E4: could belong to 白下区 while there was one', () => {
      const [event] = unit.decide(register({ districtCode: '320103' }, '2013-03-27'), undefined);
      expect(event?.type).toBe('UnitRegistered');
    });
    it('names one host entity with its USCC as a legal entity', () => {
      given()
        .when(register({ hostEntities: [{ name: '示例甲商贸有限公司' }] }))
        .thenRefused('unit/legal-entity-needs-uscc');
      given()
        .when(register({ hostEntities: [...profile.hostEntities, ...profile.hostEntities] }))
        .thenRefused('unit/legal-entity-needs-uscc');
    });
    it('names two different host entities as a joint branch', () =>
      given()
        .when(register({ hostKind: 'JOINT_BRANCH', hostEntities: [{ name: '示例甲公司' }, { name: '示例甲公司' }] }))
        .thenRefused('unit/joint-branch-needs-hosts'));
    it('is content with two host entities as a joint branch', () => {
      const joint = register({
        hostKind: 'JOINT_BRANCH',
        hostEntities: [{ name: '示例甲公司' }, { name: '示例乙公司' }],
      });
      expect(unit.decide(joint, undefined)).toHaveLength(1);
    });
    it('may lack a USCC as part of another legal person', () => {
      const shared = register({ hostKind: 'SAME_AS_SUPERIOR', hostEntities: [{ name: '示例银行新街口支行' }] });
      expect(unit.decide(shared, undefined)).toHaveLength(1);
    });
    it('lies in a subdistrict of its own district', () =>
      given()
        .when(register({ subdistrictCode: '320102003' }))
        .thenRefused('unit/subdistrict-outside-district'));
    it('E28: is not registered on a future date', () =>
      given()
        .when({ ...register(), on: '2026-01-06' })
        .thenRefused('unit/date-in-future'));
    it('UNIT-b: is registered by a council’s office in a host district of the council only', () => {
      const byOffice = (councilDistricts: readonly string[]) =>
        as(secretariat, '2026-01-05')(
          'RegisterUnit',
          { ...data, councilId: COUNCIL },
          { ...identity, councilDistricts },
        );
      given()
        .when(byOffice([XUANWU]))
        .thenRefused('unit/not-a-host-district');
      expect(unit.decide(byOffice([XUANWU, QINHUAI]), undefined)).toHaveLength(1);
      expect(unit.decide(register({ councilId: COUNCIL }), undefined)).toHaveLength(1);
    });
    it('is for its own district, or for the council it names', () => {
      const reach = unit.reach(register({ councilId: COUNCIL }), undefined);
      expect([qinhuai, secretariat, xuanwu].map((by) => within(by, reach))).toEqual([true, true, false]);
      expect(within(secretariat, unit.reach(register(), undefined))).toBe(false);
    });
  });

  describe('being recommended', () => {
    const recommend = (
      councilId = COUNCIL,
      by = qinhuai,
      today = '2026-01-08',
      facts: UnitCommandOf<'RecommendUnit'>['facts'] = {},
    ) => as(by, today)('RecommendUnit', { councilId }, facts);

    it('records for which council, by whom and for which district', () =>
      given(registered).when(recommend()).then(recommended));
    it('is recommended to a council once', () => given(registered, recommended).when(recommend()).thenNothing());
    it('is recommended to further councils while active, which changes nothing about its status', () => {
      given(...active)
        .when(recommend(OTHER_COUNCIL, qinhuai, '2026-03-02'))
        .then({
          type: 'UnitRecommended',
          data: {
            councilId: OTHER_COUNCIL,
            districtCode: QINHUAI,
            recommendedBy: qinhuai.accountId,
            recommendedOn: '2026-03-02',
          },
        });
      const further: UnitEvent = {
        ...recommended,
        data: { ...recommended.data, councilId: OTHER_COUNCIL },
      } as UnitEvent;
      expect(statusOn(stateAfter(...active, further), '2026-03-02')).toBe('ACTIVE');
    });
    it('is recommended anew by the district it moved to', () =>
      given(...active, transferred)
        .when(recommend(COUNCIL, xuanwu, '2026-03-16'))
        .then({
          type: 'UnitRecommended',
          data: {
            councilId: COUNCIL,
            districtCode: XUANWU,
            recommendedBy: xuanwu.accountId,
            recommendedOn: '2026-03-16',
          },
        }));
    it('is recommended anew after it left the council, once', () => {
      const again: UnitEvent = {
        ...recommended,
        data: { ...recommended.data, recommendedOn: '2026-03-02' },
      } as UnitEvent;
      const anew = (leftOn: string) => recommend(COUNCIL, qinhuai, '2026-03-02', { leftOn });
      for (const leftOn of ['2026-01-09', '2026-03-02']) {
        given(...active)
          .when(anew(leftOn))
          .then(again);
        given(...active, again)
          .when(anew(leftOn))
          .thenNothing();
      }
      // A recommendation of the day it left is one for coming back; and one that has yet to leave has not left.
      for (const leftOn of ['2026-01-08', '2026-03-03']) {
        given(...active)
          .when(anew(leftOn))
          .thenNothing();
      }
    });
    it('COUNCIL-b: is recommended anew after a veto, from the next day on and once', () => {
      const again: UnitEvent = {
        ...recommended,
        data: { ...recommended.data, recommendedOn: '2026-03-02' },
      } as UnitEvent;
      const anew = (vetoedOn: string) => recommend(COUNCIL, qinhuai, '2026-03-02', { vetoedOn });
      for (const vetoedOn of ['2026-01-08', '2026-03-01']) {
        given(registered, recommended).when(anew(vetoedOn)).then(again);
        given(registered, recommended, again).when(anew(vetoedOn)).thenNothing();
      }
      for (const vetoedOn of ['2026-01-07', '2026-03-02']) {
        given(registered, recommended).when(anew(vetoedOn)).thenNothing();
      }
    });
    it('is not recommended while suspended', () =>
      given(...active, suspended)
        .when(recommend(OTHER_COUNCIL, qinhuai, '2026-03-02'))
        .thenRefused('unit/suspended'));
    it('is not recommended after its end', () =>
      given(...active, withdrawn)
        .when(recommend(OTHER_COUNCIL, qinhuai, '2026-03-02'))
        .thenRefused('unit/ended'));
    it('is recommended by the district it still belongs to when a transfer lies ahead', () => {
      const [event] = unit.decide(recommend(OTHER_COUNCIL, qinhuai, '2026-03-15'), stateAfter(...active, transferred));
      expect(event?.data).toMatchObject({ districtCode: QINHUAI });
    });
    it('may be recommended on the day it was registered', () =>
      expect(unit.decide(recommend(COUNCIL, qinhuai, '2026-01-05'), stateAfter(registered))).toHaveLength(1));
    it('is not recommended before it was registered', () =>
      given(registered)
        .when(recommend(COUNCIL, qinhuai, '2026-01-04'))
        .thenRefused('unit/out-of-order'));
    it('must exist', () => given().when(recommend()).thenRefused('unit/not-found'));
    it('is the matter of its own district', () => {
      const reach = unit.reach(recommend(), stateAfter(registered));
      expect([within(qinhuai, reach), within(xuanwu, reach)]).toEqual([true, false]);
    });
  });

  describe('being activated', () => {
    const activate = (by = secretariat, today = '2026-01-12', effectiveOn?: string) =>
      as(by, today)('ActivateUnit', { councilId: COUNCIL, effectiveOn }, nothingClosed);

    it('becomes a member unit from that day on', () => given(registered, recommended).when(activate()).then(activated));
    it('shrugs when it is one already', () =>
      given(...active)
        .when(activate(secretariat, '2026-03-02'))
        .thenNothing());
    it('needs a recommendation for the very council', () => {
      given(registered).when(activate()).thenRefused('unit/not-recommended');
      given(registered, recommended)
        .when(as(secretariat, '2026-01-12')('ActivateUnit', { councilId: OTHER_COUNCIL }, nothingClosed))
        .thenRefused('unit/not-recommended');
    });
    it('four eyes: the recommender does not activate', () =>
      given(registered, recommended)
        .when(activate({ ...secretariat, accountId: qinhuai.accountId }))
        .thenRefused('unit/recommender-cannot-activate'));
    it('UNIT-f: needs a named contact', () => {
      const nameless: UnitEvent = { ...registered, data: { ...registered.data, contactRef: undefined } } as UnitEvent;
      given(nameless, recommended).when(activate()).thenRefused('unit/contact-missing');
      const named: UnitEvent = { type: 'UnitContactChanged', data: { contactRef: CONTACT } };
      given(nameless, recommended, named).when(activate()).then(activated);
    });
    it('is not activated before it was recommended', () =>
      given(registered, recommended)
        .when(activate(secretariat, '2026-01-12', '2026-01-07'))
        .thenRefused('unit/out-of-order'));
    it('is reactivated, not activated, when suspended', () =>
      given(...active, suspended)
        .when(activate(secretariat, '2026-03-02'))
        .thenRefused('unit/suspended'));
    it('is not activated after its end', () =>
      given(...active, withdrawn)
        .when(activate(secretariat, '2026-03-02'))
        .thenRefused('unit/ended'));
    it('is the matter of the named council', () => {
      const reach = unit.reach(activate(), stateAfter(registered, recommended));
      expect([within(secretariat, reach), within(actor('x', 'COORD', OTHER_COUNCIL), reach)]).toEqual([true, false]);
    });
  });

  describe('having its profile corrected', () => {
    const correct = (changes: Partial<UnitProfile>) => as(qinhuai)('CorrectUnitProfile', { ...changes, reason });

    it('records what changes and nothing else', () =>
      given(...active)
        .when(correct({ unitKind: 'MIXED', address: profile.address }))
        .then({ type: 'UnitProfileCorrected', data: { changes: { unitKind: 'MIXED' }, reason } }));
    it('shrugs when nothing changes', () =>
      given(...active)
        .when(correct(profile))
        .thenNothing());
    it.each([
      [[{ name: '示例甲商贸有限公司', uscc: '91320102DEM0000142' }]],
      [[{ name: '示例甲商贸公司', uscc: '91320104DEM000022R' }]],
    ])('notices other host entities: %j', (hostEntities) =>
      given(...active)
        .when(correct({ hostEntities }))
        .then({ type: 'UnitProfileCorrected', data: { changes: { hostEntities }, reason } }),
    );
    it('notices that a host entity is gone', () => {
      const two = [{ name: '示例甲公司' }, { name: '示例乙公司' }];
      const joint: UnitEvent = {
        type: 'UnitProfileCorrected',
        data: { changes: { hostKind: 'JOINT_BRANCH', hostEntities: two }, reason },
      };
      const fewer = correct({ hostKind: 'SAME_AS_SUPERIOR', hostEntities: two.slice(0, 1) });
      given(...active, joint)
        .when(fewer)
        .then({
          type: 'UnitProfileCorrected',
          data: { changes: { hostKind: 'SAME_AS_SUPERIOR', hostEntities: two.slice(0, 1) }, reason },
        });
    });
    it('stays consistent as a whole', () =>
      given(...active)
        .when(correct({ hostKind: 'JOINT_BRANCH' }))
        .thenRefused('unit/joint-branch-needs-hosts'));
    it('never names the district, which only a transfer changes', () =>
      expect(unitCommands.CorrectUnitProfile.safeParse({ reason, districtCode: XUANWU }).success).toBe(false));
    it('is over after its end', () =>
      given(...active, withdrawn)
        .when(correct({ unitKind: 'MIXED' }))
        .thenRefused('unit/ended'));
  });

  describe('having its contact changed', () => {
    const other = 'a7c1e0a2-54e4-4c55-8b5e-0d6b7f0e1c02';
    const change = (contactRef: string) => as(liaison)('ChangeUnitContact', { contactRef });

    it('records the reference only', () =>
      given(...active)
        .when(change(other))
        .then({ type: 'UnitContactChanged', data: { contactRef: other } }));
    it('shrugs at the same contact', () =>
      given(...active)
        .when(change(CONTACT))
        .thenNothing());
    it('is over after its end', () =>
      given(...active, withdrawn)
        .when(change(other))
        .thenRefused('unit/ended'));
    it('is the matter of the unit itself and its district', () => {
      const reach = unit.reach(change(other), stateAfter(...active));
      expect([liaison, qinhuai, xuanwu, actor('x', 'UNIT', SURVIVOR)].map((by) => within(by, reach))).toEqual([
        true,
        true,
        false,
        false,
      ]);
    });
  });
});

describe('Refusals of a unit', () => {
  it('speak Chinese', () =>
    expect(Object.values(unitRefusals).every(({ message }) => /[\u4e00-\u9fa5]{4}/.test(message))).toBe(true));
});

describeStoredEvents(unit, unitEvents, storedEvents);
