import { DomainError } from '@lianjian/event-sourcing/errors';
import { startOf } from '@lianjian/kernel/time';
import { SYSTEM } from '@lianjian/permissions/actor';
import fc from 'fast-check';
import type { UnitCommand } from './commands.js';
import { unit } from './decider.js';
import { type UnitEvent, unitEvents } from './events.js';
import { isEnded, type UnitState } from './state.js';
import { active, identity, profile, recommended, registered, stateAfter } from './testing.js';

const day = fc.integer({ min: 1, max: 120 }).map((n) => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10));
const maybeDay = fc.option(day, { nil: undefined });
const council = fc.constantFrom('c0000000-0000-4000-8000-000000000001', 'c0000000-0000-4000-8000-000000000002');
const account = fc.constantFrom('a', 'b', 'c');
const district = fc.constantFrom('320102', '320104', '320106', '320103');
const reason = '随机生成的事由';
const months = fc.subarray(['2026-01', '2026-02']).map((closedMonths) => ({ closedMonths }));

const changes = fc.oneof(
  district.map(
    (districtCode) => ['RegisterUnit', { ...profile, districtCode }, { ...identity, councilDistricts: [] }] as const,
  ),
  fc
    .tuple(council, maybeDay, maybeDay)
    .map(([councilId, leftOn, vetoedOn]) => ['RecommendUnit', { councilId }, { leftOn, vetoedOn }] as const),
  fc
    .tuple(council, maybeDay, months)
    .map(([councilId, effectiveOn, facts]) => ['ActivateUnit', { councilId, effectiveOn }, facts] as const),
  fc.constant(['ChangeUnitContact', { contactRef: 'a7c1e0a2-54e4-4c55-8b5e-0d6b7f0e1c01' }, undefined] as const),
  fc
    .tuple(district, maybeDay, months)
    .map(
      ([toDistrict, effectiveOn, facts]) =>
        ['RequestUnitTransfer', { toDistrict, effectiveOn, reason }, facts] as const,
    ),
  months.map((facts) => ['AcceptUnitTransfer', {}, facts] as const),
  fc.constant(['DeclineUnitTransfer', { reason }, undefined] as const),
  fc.tuple(maybeDay, months).map(([effectiveOn, facts]) => ['SuspendUnit', { effectiveOn, reason }, facts] as const),
  fc.tuple(maybeDay, months).map(([effectiveOn, facts]) => ['ReactivateUnit', { effectiveOn }, facts] as const),
);

const settlements = fc
  .tuple(months, fc.integer({ min: 0, max: 1 }))
  .map(([closed, openObligations]) => ({ ...closed, openObligations }));
const endings = fc.oneof(
  fc
    .tuple(maybeDay, fc.boolean(), settlements)
    .map(([effectiveOn, closed, facts]) => ['WithdrawUnit', { effectiveOn, closed, reason }, facts] as const),
  fc
    .tuple(maybeDay, fc.boolean(), district, settlements)
    .map(
      ([effectiveOn, isActive, districtCode, facts]) =>
        [
          'MergeUnit',
          { intoUnitId: '5f0c1c5e-3a51-4c0e-9a51-6c2b6d1f0a02', effectiveOn, reason },
          { ...facts, survivor: { isActive, districtCode } },
        ] as const,
    ),
);

// Hardly anything follows an end, so it should come late.
const wishes = fc.oneof({ arbitrary: changes, weight: 20 }, { arbitrary: endings, weight: 1 });

const commands = fc
  .record({ wish: wishes, accountId: account, on: day })
  .map(
    ({ wish: [type, data, facts], accountId, on }) =>
      ({ type, data, facts, by: { ...SYSTEM, accountId }, at: startOf('2026-05-01'), on }) as UnitCommand,
  );

/** Obeys or refuses; anything else thrown is a bug. */
function send(state: UnitState, command: UnitCommand): UnitState {
  try {
    const events = unit.decide(command, state);
    for (const { type, data } of events) unitEvents[type].parse(data);
    return events.reduce(unit.evolve, state);
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    return state;
  }
}

describe('Whatever is asked of a unit', () => {
  const nameless = { ...registered, data: { ...registered.data, contactRef: undefined } } as UnitEvent;
  const begun = fc.constantFrom(undefined, stateAfter(nameless, recommended), stateAfter(...active));
  const sequences = fc.array(commands, { maxLength: 40 });

  const always = (promise: (state: NonNullable<UnitState>) => void) =>
    fc.assert(
      fc.property(begun, sequences, (from, sent) => {
        const state = sent.reduce(send, from);
        if (state) promise(state);
      }),
      { numRuns: 500 },
    );

  it('its status history is in order and ends at most once', () =>
    always(({ statuses }) => {
      const dates = statuses.map(({ from }) => from);
      expect(dates).toEqual([...dates].sort());
      const ends = statuses.map(({ status }) => isEnded(status));
      expect(ends.indexOf(true)).toBe(ends.includes(true) ? ends.length - 1 : -1);
    }));

  it('UNIT-c: each district follows another one on a later day', () =>
    always(({ districts }) => {
      for (const [index, { code, from }] of districts.slice(1).entries()) {
        expect(districts[index]?.code).not.toBe(code);
        expect(districts[index] && districts[index].from < from).toBe(true);
      }
    }));

  it('UNIT-f: it is never active without contact and recommendation', () =>
    always(({ statuses, contactRef, recommendations }) => {
      if (!statuses.some(({ status }) => status === 'ACTIVE')) return;
      expect(contactRef).toBeDefined();
      expect(recommendations).not.toEqual([]);
    }));

  it('each status differs from the one before it', () =>
    always(({ statuses }) => {
      for (const [index, { status }] of statuses.slice(1).entries()) expect(statuses[index]?.status).not.toBe(status);
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
