import { DomainError } from '@lianjian/event-sourcing/errors';
import { addDays, startOf } from '@lianjian/kernel/time';
import { SYSTEM } from '@lianjian/permissions/actor';
import fc from 'fast-check';
import type { CouncilCommand } from './commands.js';
import { council } from './decider.js';
import { councilEvents } from './events.js';
import { type CouncilState, dutyDistrictOn } from './state.js';
import {
  candidate,
  founded,
  GULOU,
  identity,
  OTHER_UNIT,
  proposal,
  proposed,
  QINHUAI,
  stateAfter,
  UNIT,
  XUANWU,
} from './testing.js';

const day = fc.integer({ min: 1, max: 90 }).map((n) => addDays('2026-01-01', n));
const maybeDay = fc.option(day, { nil: undefined });
const account = fc.constantFrom('a', 'b', 'c');
const unitId = fc.constantFrom(UNIT, OTHER_UNIT);
const district = fc.constantFrom(XUANWU, QINHUAI, GULOU, '320105');
const reason = '随机生成的事由';

// Ten or twenty days from a tenth day on, so that some follow each other; eleven days fit nowhere.
const term = fc.tuple(fc.nat(6), fc.constantFrom(9, 19, 10)).map(([turn, days]) => {
  const from = addDays('2026-01-01', turn * 10);
  return { from, to: addDays(from, days) };
});
const months = fc.subarray(['2026-01', '2026-02']).map((closedMonths) => ({ closedMonths }));
const candidates = fc.tuple(fc.boolean(), day).map(([isActive, recommendedOn]) => ({
  ...candidate,
  isActive,
  recommendation: { districtCode: QINHUAI, recommendedBy: 'recommender', recommendedOn },
}));
const facts = fc.constantFrom({ activeAgreements: 0, runningProjects: 0 }, { activeAgreements: 1, runningProjects: 0 });

const wishes = fc.oneof(
  fc.constant(['ProposeCouncil', proposal, identity] as const),
  fc.constant(['EstablishCouncil', {}, undefined] as const),
  fc
    .tuple(unitId, maybeDay, candidates, months)
    .map(
      ([unitId, effectiveOn, candidate, facts]) =>
        ['AdmitMember', { unitId, effectiveOn }, { ...facts, candidate }] as const,
    ),
  unitId.map((unitId) => ['VetoMember', { unitId, reason }, undefined] as const),
  fc
    .tuple(unitId, maybeDay, months)
    .map(([unitId, effectiveOn, facts]) => ['SuspendMember', { unitId, effectiveOn, reason }, facts] as const),
  fc
    .tuple(unitId, maybeDay, fc.boolean(), months)
    .map(
      ([unitId, effectiveOn, unitIsActive, facts]) =>
        ['ResumeMember', { unitId, effectiveOn }, { ...facts, unitIsActive }] as const,
    ),
  fc
    .tuple(unitId, maybeDay, months)
    .map(([unitId, effectiveOn, facts]) => ['WithdrawMember', { unitId, effectiveOn, reason }, facts] as const),
  fc
    .tuple(district, term)
    .map(([districtCode, dates]) => ['AssignDutyDistrict', { districtCode, ...dates }, undefined] as const),
  fc
    .tuple(district, district, term)
    .map(
      ([fromDistrict, toDistrict, { from }]) =>
        ['HandOverDuty', { fromDistrict, toDistrict, handoverOn: from }, undefined] as const,
    ),
  maybeDay.map((effectiveOn) => ['SuspendCouncil', { effectiveOn, reason }, undefined] as const),
  maybeDay.map((effectiveOn) => ['ResumeCouncil', { effectiveOn }, undefined] as const),
  fc.tuple(maybeDay, facts).map(([effectiveOn, open]) => ['DissolveCouncil', { effectiveOn, reason }, open] as const),
);

const commands = fc
  .record({ wish: wishes, accountId: account, scope: district, on: day })
  .map(
    ({ wish: [type, data, facts], accountId, scope, on }) =>
      ({ type, data, facts, by: { ...SYSTEM, accountId, scope }, at: startOf('2026-05-01'), on }) as CouncilCommand,
  );

/** Obeys or refuses; anything else thrown is a bug. */
function send(state: CouncilState, command: CouncilCommand): CouncilState {
  try {
    const events = council.decide(command, state);
    for (const { type, data } of events) councilEvents[type].parse(data);
    return events.reduce(council.evolve, state);
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    return state;
  }
}

describe('Whatever is asked of a council', () => {
  const begun = fc.constantFrom(undefined, stateAfter(proposed), stateAfter(...founded));
  const sequences = fc.array(commands, { maxLength: 40 });

  const always = (promise: (state: NonNullable<CouncilState>) => void) =>
    fc.assert(
      fc.property(begun, sequences, (from, sent) => {
        const state = sent.reduce(send, from);
        if (state) promise(state);
      }),
      { numRuns: 500 },
    );

  it('COUNCIL-c: a unit is admitted when it is no member, and nothing else happens to it then', () =>
    always(({ members }) => {
      for (const history of Object.values(members)) {
        const statuses = history.map(({ status }) => status);
        expect(statuses[0]).toBe('ACTIVE');
        for (const [index, status] of statuses.slice(1).entries()) {
          const before = statuses[index];
          expect(status).not.toBe(before);
          if (before === 'WITHDRAWN') expect(status).toBe('ACTIVE');
        }
      }
    }));

  it('COUNCIL-e: duty terms are contiguous and of host districts', () =>
    always((state) => {
      for (const [index, { from, to, districtCode }] of state.dutyTerms.entries()) {
        const before = state.dutyTerms[index - 1];
        expect(from <= to && state.hostDistricts.includes(districtCode)).toBe(true);
        if (before) expect(from).toBe(addDays(before.to, 1));
      }
      const days = Array.from({ length: 90 }, (_, n) => addDays('2026-01-01', n));
      const [begin, end] = [state.dutyTerms[0]?.from ?? '', state.dutyTerms.at(-1)?.to ?? ''];
      const isCovered = days.map((date) => dutyDistrictOn(state, date) !== undefined);
      expect(isCovered).toEqual(days.map((date) => begin !== '' && begin <= date && date <= end));
    }));

  it('its histories are in order, and nothing follows its dissolution', () =>
    always(({ statuses, members }) => {
      for (const history of [statuses, ...Object.values(members)]) {
        const dates = history.map(({ from }) => from);
        expect(dates).toEqual([...dates].sort());
      }
      const dissolvedAt = statuses.findIndex(({ status }) => status === 'DISSOLVED');
      expect([-1, statuses.length - 1]).toContain(dissolvedAt);
    }));

  it('asking the same again gives nothing or a refusal', () =>
    fc.assert(
      fc.property(begun, sequences, commands, (from, sent, command) => {
        const after = send(sent.reduce(send, from), command);
        expect(send(after, command)).toEqual(after);
      }),
      { numRuns: 500 },
    ));
});
