import { describeStoredEvents } from '@lianjian/event-sourcing/stored-events-contract';
import { specify } from '@lianjian/event-sourcing/testing';
import { within } from '@lianjian/permissions/actor';
import { z } from 'zod';
import { type CouncilCommandOf, councilCommands } from './commands.js';
import { council } from './decider.js';
import { type CouncilEvent, councilEvents } from './events.js';
import { councilRefusals } from './refusals.js';
import { baselineOf, statusOn } from './state.js';
import storedEvents from './stored-events.json' with { type: 'json' };
import {
  as,
  city,
  dissolved,
  established,
  establishedSince,
  founded,
  GULOU,
  identity,
  member,
  otherCity,
  ownProposal,
  ownProposed,
  proposal,
  proposed,
  QINHUAI,
  qinhuai,
  reason,
  secretariat,
  stateAfter,
  suspended,
  XUANWU,
  xuanwu,
} from './testing.js';

const given = specify(council);

describe('A council', () => {
  describe('being proposed', () => {
    const propose = (changes: Partial<typeof proposal> = {}) =>
      as(city, '2026-01-05')('ProposeCouncil', { ...proposal, ...changes }, identity);

    it('is in preparation', () => given().when(propose()).then(proposed));
    it('is proposed once', () => given(proposed).when(propose()).thenRefused('council/already-proposed'));
    it('COUNCIL-a: is led by the city where it has several host districts', () =>
      given()
        .when(propose({ leadAuthority: ownProposal.leadAuthority }))
        .thenRefused('council/needs-city-lead'));
    it('COUNCIL-a: may be led by its only host district', () =>
      given()
        .when(as(qinhuai, '2026-01-05')('ProposeCouncil', ownProposal, identity))
        .then(ownProposed));
    it.each([
      [{ leadAuthority: { name: '无锡市委组织部', level: 'CITY' as const, divisionCode: '320200' } }],
      [{ leadAuthority: { name: '秦淮区委组织部', level: 'CITY' as const, divisionCode: QINHUAI } }],
      [{ leadAuthority: ownProposal.leadAuthority, hostDistricts: [XUANWU] }],
      [{ hostDistricts: [XUANWU, '320213'] }],
    ])('COUNCIL-a: is led from where it is: %j', (changes) =>
      given().when(propose(changes)).thenRefused('council/lead-authority-elsewhere'),
    );
    it('names each host district once', () =>
      given()
        .when(propose({ hostDistricts: [XUANWU, XUANWU] }))
        .thenRefused('council/duplicate-district'));
    it('has host districts in force on that date', () =>
      given()
        .when(propose({ hostDistricts: [XUANWU, '320103'] }))
        .thenRefused('council/district-not-in-force'));
    it('E28: is not proposed on a future date', () =>
      given()
        .when({ ...propose(), on: '2026-01-06' })
        .thenRefused('council/date-in-future'));
    it('is the matter of the city and of its host districts', () => {
      const reach = council.reach(propose({ hostDistricts: [XUANWU, GULOU] }), undefined);
      expect([city, xuanwu, qinhuai].map((by) => within(by, reach))).toEqual([true, true, false]);
    });
  });

  describe('being established', () => {
    const establish = (data: CouncilCommandOf<'EstablishCouncil'>['data'] = {}, by = otherCity) =>
      as(by, '2026-01-10')('EstablishCouncil', data);

    it('counts from today when nothing is said', () => given(proposed).when(establish()).then(established));
    it('may be known by its year only', () =>
      given(proposed)
        .when(establish({ establishedYear: 2019 }))
        .then(establishedSince(null, 2019)));
    it('has one year', () =>
      given(proposed)
        .when(establish({ establishedOn: '2019-05-01', establishedYear: 2018 }))
        .thenRefused('council/established-year-differs'));
    it('is not established on a future date', () =>
      given(proposed)
        .when(establish({ establishedOn: '2026-01-11' }))
        .thenRefused('council/date-in-future'));
    it('four eyes: the proposer does not approve', () =>
      given(proposed).when(establish({}, city)).thenRefused('council/proposer-cannot-approve'));
    it('is established once', () => {
      given(...founded)
        .when(establish())
        .thenRefused('council/already-established');
      given(proposed, dissolved).when(establish()).thenRefused('council/dissolved');
    });
    it('must have been proposed', () => given().when(establish()).thenRefused('council/not-found'));
    it('may be older than its entry here', () => {
      const state = stateAfter(proposed, establishedSince(null, 2019));
      expect(['2018-12-31', '2019-01-01', '2026-03-02'].map((date) => statusOn(state, date))).toEqual([
        undefined,
        'ESTABLISHED',
        'ESTABLISHED',
      ]);
    });
    it('is the city’s matter, and the district’s where it has only one', () => {
      const [several, one] = [proposed, ownProposed].map((event) => council.reach(establish(), stateAfter(event)));
      expect([city, qinhuai, secretariat].map((by) => within(by, several ?? {}))).toEqual([true, false, false]);
      expect([city, qinhuai, xuanwu].map((by) => within(by, one ?? {}))).toEqual([true, true, false]);
    });
  });

  describe('adopting a charter', () => {
    const adopt = (adoptedOn?: string) => as(secretariat)('AdoptCharter', { charterVersion: '2026年版', adoptedOn });
    const adopted: CouncilEvent = {
      type: 'CharterAdopted',
      data: { charterVersion: '2026年版', adoptedOn: '2026-03-02' },
    };

    it('records version and date', () =>
      given(...founded)
        .when(adopt())
        .then(adopted));
    it('shrugs at the version it has', () =>
      given(...founded, adopted)
        .when(adopt('2026-03-01'))
        .thenNothing());
    it('does not happen in the future', () =>
      given(...founded)
        .when(adopt('2026-03-03'))
        .thenRefused('council/date-in-future'));
    it('is over after the end', () =>
      given(...founded, dissolved)
        .when(adopt())
        .thenRefused('council/dissolved'));
  });

  describe('being suspended and resumed', () => {
    const suspend = (effectiveOn?: string) => as(city)('SuspendCouncil', { effectiveOn, reason });
    const resume = (effectiveOn?: string) => as(city)('ResumeCouncil', { effectiveOn });

    it('is suspended from a date on', () =>
      given(...founded)
        .when(suspend('2026-02-01'))
        .then(suspended));
    it('is resumed from a date on', () =>
      given(...founded, suspended)
        .when(resume())
        .then({ type: 'CouncilResumed', data: { effectiveOn: '2026-03-02' } }));
    it('shrugs at what is so already', () => {
      given(...founded, suspended)
        .when(suspend())
        .thenNothing();
      given(...founded)
        .when(resume())
        .thenNothing();
    });
    it('may take effect on the day of the change before', () =>
      given(...founded)
        .when(suspend('2026-01-10'))
        .then({ type: 'CouncilSuspended', data: { effectiveOn: '2026-01-10', reason } }));
    it('keeps its history in order', () => {
      given(...founded)
        .when(suspend('2026-01-09'))
        .thenRefused('council/out-of-order');
      given(...founded, suspended)
        .when(resume('2026-01-31'))
        .thenRefused('council/out-of-order');
    });
    it('must be established', () => {
      given(proposed).when(suspend()).thenRefused('council/not-established');
      given(proposed).when(resume()).thenRefused('council/not-established');
    });
    it('is over after the end', () => {
      given(...founded, dissolved)
        .when(suspend())
        .thenRefused('council/dissolved');
      given(...founded, dissolved)
        .when(resume())
        .thenRefused('council/dissolved');
    });
  });

  describe('being dissolved', () => {
    const nothingOpen = { activeAgreements: 0, runningProjects: 0 };
    const dissolve = (by = otherCity, effectiveOn?: string, facts = nothingOpen) =>
      as(by)('DissolveCouncil', { effectiveOn, reason }, facts);
    const dissolutionProposed: CouncilEvent = {
      type: 'CouncilDissolutionProposed',
      data: { effectiveOn: '2026-02-20', reason, proposedBy: city.accountId },
    };

    it('four eyes: is proposed by one', () =>
      given(...founded)
        .when(dissolve(city, '2026-02-20'))
        .then(dissolutionProposed));
    it('four eyes: is approved by another, for the date that was proposed', () =>
      given(...founded, dissolutionProposed)
        .when(dissolve())
        .then(dissolved));
    it('four eyes: does not happen because its proposer asks again', () =>
      given(...founded, dissolutionProposed)
        .when(dissolve(city))
        .thenNothing());
    it('is proposed anew for another date', () =>
      given(...founded, dissolutionProposed)
        .when(dissolve(otherCity, '2026-03-31'))
        .then({
          type: 'CouncilDissolutionProposed',
          data: { effectiveOn: '2026-03-31', reason, proposedBy: otherCity.accountId },
        }));
    it.each([[[]], [[dissolutionProposed]]])(
      'COUNCIL-f: has no active agreements and no running projects left',
      (past) => {
        given(...founded, ...past)
          .when(dissolve(otherCity, undefined, { activeAgreements: 1, runningProjects: 0 }))
          .thenRefused('council/active-agreements');
        given(...founded, ...past)
          .when(dissolve(otherCity, undefined, { activeAgreements: 0, runningProjects: 1 }))
          .thenRefused('council/running-projects');
      },
    );
    it('keeps its history in order', () =>
      given(...founded)
        .when(dissolve(city, '2026-01-09'))
        .thenRefused('council/out-of-order'));
    it('shrugs when it is dissolved', () =>
      given(...founded, dissolved)
        .when(dissolve())
        .thenNothing());
  });

  describe('setting a participation baseline', () => {
    const set = (data: Partial<CouncilCommandOf<'SetParticipationBaseline'>['data']>) =>
      as(city)('SetParticipationBaseline', { period: '2019H1', origin: 'MEASURED', qualifier: 'EXACT', ...data });
    const counts = { pairs: 180, unitMonths: { numerator: 360, denominator: 1 } };
    const half = { numerator: 1, denominator: 2 };
    const measured: CouncilEvent = {
      type: 'ParticipationBaselineSet',
      data: { period: '2019H1', origin: 'MEASURED', value: half, ...counts, qualifier: 'EXACT' },
    };

    it('is an exact fraction of pairs and unit-months', () => {
      given(...founded)
        .when(set(counts))
        .then(measured);
      const [event] = council.decide(
        set({ pairs: 7, unitMonths: { numerator: 35, denominator: 31 } }),
        stateAfter(...founded),
      );
      expect(event?.data).toMatchObject({ value: { numerator: 31, denominator: 5 } });
    });
    it('E22: may be zero', () => {
      const [event] = council.decide(set({ ...counts, pairs: 0 }), stateAfter(...founded));
      expect(event?.data).toMatchObject({ value: { numerator: 0, denominator: 1 } });
    });
    it('may be declared by a document', () => {
      const declared = { origin: 'DECLARED', qualifier: 'ABOUT', source: '新闻报道' } as const;
      given(...founded)
        .when(set({ ...declared, value: { numerator: 50, denominator: 100 } }))
        .then({ type: 'ParticipationBaselineSet', data: { period: '2019H1', ...declared, value: half } });
    });
    it('needs counts when measured, a value when declared, and a source then', () => {
      given(...founded)
        .when(set({ value: half }))
        .thenRefused('council/baseline-incomplete');
      given(...founded)
        .when(set({ pairs: 180 }))
        .thenRefused('council/baseline-incomplete');
      given(...founded)
        .when(set({ origin: 'DECLARED', source: '新闻报道' }))
        .thenRefused('council/baseline-incomplete');
      given(...founded)
        .when(set({ origin: 'DECLARED', value: half }))
        .thenRefused('council/baseline-source-missing');
    });
    it('has unit-months to divide by', () =>
      given(...founded)
        .when(set({ pairs: 1, unitMonths: { numerator: 0, denominator: 1 } }))
        .thenRefused('council/baseline-without-unit-months'));
    it('does not contradict itself', () => {
      for (const value of [
        { numerator: 3, denominator: 2 },
        { numerator: 1, denominator: 3 },
      ]) {
        given(...founded)
          .when(set({ ...counts, value }))
          .thenRefused('council/baseline-contradictory');
      }
      given(...founded)
        .when(set({ ...counts, value: { numerator: 2, denominator: 4 } }))
        .then(measured);
    });
    it('shrugs at the one it has, and takes a better one in its place', () => {
      given(...founded, measured)
        .when(set(counts))
        .thenNothing();
      const state = [council.decide(set({ ...counts, pairs: 181 }), stateAfter(...founded, measured))]
        .flat()
        .reduce(council.evolve, stateAfter(...founded, measured));
      expect(state?.baselines).toHaveLength(1);
      expect(baselineOf(state, '2019H1')?.pairs).toBe(181);
      expect(baselineOf(state, '2019H2')).toBeUndefined();
    });
  });

  it('is known to its city, host districts, coordinators and members', () => {
    expect(
      [city, xuanwu, secretariat, member].map((by) => within(by, council.audience(stateAfter(...founded)))),
    ).toEqual([true, true, true, false]);
    expect(council.audience(undefined)).toEqual({});
    expect(council.reach(as(city)('AdoptCharter', { charterVersion: '2026年版' }), undefined)).toEqual({});
  });
});

describe('What a council must never do', () => {
  const fieldsOf = (schemas: Record<string, z.ZodType>) =>
    Object.entries(schemas).flatMap(([type, schema]) => {
      const fields = new Set<string>();
      JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), (key, value) => {
        if (key === 'properties') for (const field of Object.keys(value)) fields.add(field);
        return value;
      });
      return [...fields].map((field) => `${type}.${field}`);
    });
  const fields = [...fieldsOf(councilCommands), ...fieldsOf(councilEvents)];

  it('looks at the fields that there are', () => {
    expect(fields).toContain('AdmitMember.unitId');
    expect(fields).toContain('CouncilProposed.divisionCode');
  });
  it('COUNCIL-g: no field ranks or scores members', () =>
    expect(fields.filter((field) => /\.\w*(?:rank|score|points|grade|stars|league)/i.test(field))).toEqual([]));
  it('COUNCIL-d: membership says nothing about a unit’s district or superior', () =>
    expect(fields.filter((field) => /Member.*\.(.*district.*|superior.*|parent.*)$/i.test(field))).toEqual([]));
  it('refuses in Chinese', () =>
    expect(Object.values(councilRefusals).every(({ message }) => /[\u4e00-\u9fa5]{4}/.test(message))).toBe(true));
});

describeStoredEvents(council, councilEvents, storedEvents);
