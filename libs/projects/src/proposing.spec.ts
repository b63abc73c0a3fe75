import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import { type ProjectFacts, type ProjectProfile, projectCommands } from './commands.js';
import { project } from './decider.js';
import type { ProjectEvent } from './events.js';
import type { ProjectRefusal } from './refusals.js';
import { consentsMissing } from './state.js';
import {
  BANK,
  COUNCIL,
  city,
  consented,
  coordinator,
  fold,
  GULOU,
  gulou,
  INCUBATOR,
  leadUnit,
  OTHER_COUNCIL,
  profile,
  proposed,
  QINHUAI,
  qinhuai,
  registered,
  running,
  wishOn,
  XUANWU,
  xuanwu,
} from './testing.js';

const given = specify(project);
const units = [
  { unitId: INCUBATOR, active: true },
  { unitId: BANK, active: true },
];
const propose = (over: Partial<ProjectProfile> = {}, facts: Partial<ProjectFacts['ProposeProject']> = {}) =>
  wishOn('2026-02-01', leadUnit)('ProposeProject', profile(over), {
    units,
    councilIsEstablished: true,
    leadUnitIsMember: true,
    knownCouncilIds: [OTHER_COUNCIL],
    ...facts,
  });
const reason = '与现有项目内容重复';

describe('A project', () => {
  describe('being proposed', () => {
    it('says what it is', () => given().when(propose()).then(proposed()));
    it('is proposed only once', () => given(proposed()).when(propose()).thenRefused('project/already-proposed'));
    it('has the shape that the edge asks for', () => {
      expect(projectCommands.ProposeProject.parse(profile())).toEqual(profile());
    });
    it('needs a business objective, so that Party work does not stand beside the work', () => {
      const { businessObjective: _, ...without } = profile();
      expect(projectCommands.ProposeProject.safeParse(without).success).toBe(false);
    });
    it('PRJ-b: needs an active lead unit', () =>
      given()
        .when(propose({}, { units: [{ unitId: INCUBATOR, active: false }, ...units.slice(1)] }))
        .thenRefused('project/lead-unit-not-active'));
    it('PRJ-b: may wait for a partner to become active, but must know it', () => {
      given()
        .when(propose({}, { units: [...units.slice(0, 1), { unitId: BANK, active: false }] }))
        .then(proposed());
      given()
        .when(propose({}, { units: units.slice(0, 1) }))
        .thenRefused('project/unit-unknown');
    });

    it.each<[ProjectRefusal, Partial<ProjectProfile>]>([
      ['project/districts-not-distinct', { districts: [GULOU, QINHUAI, GULOU] }],
      ['project/lead-district-not-named', { districts: [QINHUAI] }],
    ])('PRJ-a: %s', (code, over) => given().when(propose(over)).thenRefused(code));
    it('PRJ-b: project/partners-not-distinct', () =>
      given()
        .when(propose({ partnerUnitIds: [INCUBATOR] }))
        .thenRefused('project/partners-not-distinct'));

    const [first, second] = profile().milestones as [ProjectProfile['milestones'][0], ProjectProfile['milestones'][0]];
    it.each<[ProjectRefusal, Partial<ProjectProfile>]>([
      ['project/plan-reversed', { plan: { startOn: '2026-03-02', endOn: '2026-03-01' } }],
      ['project/milestone-outside-plan', { milestones: [{ ...first, dueOn: '2026-10-01' }] }],
      ['project/milestone-outside-plan', { milestones: [{ ...first, dueOn: '2026-02-28' }] }],
      ['project/milestones-not-distinct', { milestones: [first, { ...second, name: first.name }] }],
      ['project/milestones-not-distinct', { milestones: [first, { ...second, milestoneId: first.milestoneId }] }],
    ])('PRJ-c: %s', (code, over) => given().when(propose(over)).thenRefused(code));
    it('names each budget line once', () => {
      const [line] = profile().budgetLines as [ProjectProfile['budgetLines'][0]];
      given()
        .when(propose({ budgetLines: [line, line] }))
        .thenRefused('project/budget-lines-not-distinct');
    });
    it('PRJ-f: counts in one council only; others may refer to it', () => {
      const over = { referencingCouncilIds: [OTHER_COUNCIL] };
      given().when(propose(over)).then(proposed(over));
      given()
        .when(propose({ referencingCouncilIds: [COUNCIL] }))
        .thenRefused('project/counted-in-one-council-only');
    });
    it.each<[ProjectRefusal, Partial<ProjectFacts['ProposeProject']>]>([
      ['project/council-not-established', { councilIsEstablished: false }],
      ['project/lead-unit-not-member', { leadUnitIsMember: false }],
      ['project/referencing-council-unknown', { knownCouncilIds: [] }],
    ])('PRJ-f: %s', (code, facts) =>
      given()
        .when(propose({ referencingCouncilIds: [OTHER_COUNCIL] }, facts))
        .thenRefused(code),
    );
  });

  describe('being registered', () => {
    const register = (by: Actor, councilHostDistricts = [XUANWU, QINHUAI, GULOU]) =>
      wishOn('2026-02-10', by)('RegisterProject', {}, { projectNo: 'XM-320106-2026-0001', councilHostDistricts });
    const cityWide = proposed({ registeringAuthority: 'CITY' });

    it('PRJ-a: takes the district that leads it, and names the districts to consent', () =>
      given(proposed()).when(register(gulou)).then(registered()));
    it('PRJ-a: no other district registers it, though it takes part', () =>
      given(proposed()).when(register(qinhuai)).thenRefused('project/not-the-lead-district'));
    it('PRJ-a: no district registers what another one leads', () =>
      given(proposed({ leadDistrict: QINHUAI }))
        .when(register(gulou))
        .thenRefused('project/not-the-lead-district'));
    it('PRJ-a: the city registers what is city-wide, and only that', () => {
      given(cityWide).when(register(city)).then(registered());
      given(cityWide).when(register(gulou)).thenRefused('project/city-decides');
      given(proposed()).when(register(city)).thenRefused('project/district-decides');
    });
    it('PRJ-a: the council must be hosted by all its districts', () =>
      given(proposed())
        .when(register(gulou, [XUANWU, GULOU]))
        .thenRefused('project/district-outside-council'));
    it('shrugs when registered already', () => {
      given(proposed(), registered()).when(register(gulou)).thenNothing();
      given(...running())
        .when(register(gulou))
        .thenNothing();
    });
    it('is too late once rejected', () =>
      given(proposed(), { type: 'ProjectRejected', data: { reason, on: '2026-02-05' } })
        .when(register(gulou))
        .thenRefused('project/wrong-status'));
    it('must exist', () => given().when(register(gulou)).thenRefused('project/not-found'));
  });

  describe('being rejected', () => {
    const reject = (by: Actor) => wishOn('2026-02-05', by)('RejectProject', { reason });
    const rejected: ProjectEvent = { type: 'ProjectRejected', data: { reason, on: '2026-02-05' } };

    it('says why', () => given(proposed()).when(reject(gulou)).then(rejected));
    it('PRJ-a: takes the registering authority', () =>
      given(proposed()).when(reject(qinhuai)).thenRefused('project/not-the-lead-district'));
    it('shrugs when rejected already', () => given(proposed(), rejected).when(reject(gulou)).thenNothing());
    it('is too late once registered', () =>
      given(proposed(), registered()).when(reject(gulou)).thenRefused('project/wrong-status'));
  });

  describe('being consented to', () => {
    const consent = (by: Actor) => wishOn('2026-02-12', by)('ConsentToProject', {});
    const three = proposed({ districts: [GULOU, QINHUAI, XUANWU] });

    it('PRJ-a: takes every other district named', () => {
      given(proposed(), registered()).when(consent(qinhuai)).then(consented());
      given(three, registered(), consented()).when(consent(xuanwu)).then(consented(XUANWU));
      expect(consentsMissing(fold(three, registered(), consented()))).toEqual([XUANWU]);
    });
    it('PRJ-a: each of them once', () =>
      given(proposed(), registered(), consented()).when(consent(qinhuai)).thenNothing());
    it.each([
      ['the lead district', gulou],
      ['a district that is not named', xuanwu],
      ['a coordinator', coordinator],
    ])('PRJ-a: asks nothing of %s', (_, by) =>
      given(proposed(), registered()).when(consent(by)).thenRefused('project/no-consent-asked'),
    );
    it('waits for the registration', () =>
      given(proposed()).when(consent(qinhuai)).thenRefused('project/wrong-status'));
  });
});
