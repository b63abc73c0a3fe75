import { DomainError } from '@lianjian/event-sourcing/errors';
import { type Actor, SYSTEM } from '@lianjian/permissions/actor';
import fc from 'fast-check';
import type { ActivityCommand } from './commands.js';
import { activity } from './decider.js';
import type { ActivityEvent } from './events.js';
import {
  as,
  city,
  colleague,
  facts,
  OTHER_ACTIVITY,
  office,
  profile,
  qinhuai,
  reason,
  record,
  stateAfter,
  U1,
  U2,
  U3,
  U5,
  unit1,
  unit2,
  unit5,
} from './examples.js';
import { countable, toMergeable, totals } from './state.js';

// Random walks through the machine, side by side with a fold that knows nothing of how states are made.

type Step = (closed: boolean) => ActivityCommand;

const unit = fc.constantFrom(U1, U2, U3, U5);
const number = fc.integer({ min: 0, max: 40 });
const actor = fc.constantFrom<Actor>(unit1, unit2, unit5, office, colleague, qinhuai, city);
const other = toMergeable(
  OTHER_ACTIVITY,
  stateAfter(...activity.decide(as(unit1)('RecordActivity', record(), facts()), undefined)),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>(() => as(unit2)('PlanActivity', profile, facts())) },
  {
    weight: 6,
    arbitrary: fc.constant<Step>((monthClosed) => as(unit2)('RecordActivity', record(), facts({ monthClosed }))),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(unit, number).map(
      ([unitId, onSite]): Step =>
        (monthClosed) =>
          as(office)(
            'RecordParticipation',
            { participations: [{ unitId, onSite, remote: 0 }] },
            facts({ monthClosed }),
          ),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(unit, fc.oneof(number, fc.constant(0)), fc.constantFrom(0, 3), actor).map(
      ([participantKey, onSite, remote, by]): Step =>
        (monthClosed) =>
          as(by)('CorrectParticipation', { participantKey, onSite, remote, reason }, { monthClosed }),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(unit, actor).map(
      ([participantKey, by]): Step =>
        () =>
          as(by)('ApproveParticipationCorrection', { participantKey }),
    ),
  },
  {
    weight: 2,
    arbitrary: unit.map(
      (participantKey): Step =>
        () =>
          as(city)('RejectParticipationCorrection', { participantKey, reason }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(number, fc.constantFrom(unit1, unit2, unit5)).map(
      ([onSite, by]): Step =>
        () =>
          as(by)('DisputeParticipation', { onSite, remote: 0, reason }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(unit, number, fc.constantFrom(office, colleague)).map(
      ([participantKey, onSite, by]): Step =>
        (monthClosed) =>
          as(by)('ResolveDispute', { participantKey, corrected: { onSite, remote: 0 }, reason }, { monthClosed }),
    ),
  },
  {
    weight: 3,
    arbitrary: actor.map(
      (by): Step =>
        () =>
          as(by)('VerifyActivity', {}),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>(() => as(unit2)('CancelActivity', { reason })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(office, qinhuai).map(
      (by): Step =>
        (monthClosed) =>
          as(by)('VoidActivity', { reason }, { monthClosed }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(office, qinhuai).map(
      (by): Step =>
        (monthClosed) =>
          as(by)('MergeActivity', { fromActivityId: OTHER_ACTIVITY, reason }, { monthClosed, other }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step>(() => as(SYSTEM)('MarkActivityMerged', { intoActivityId: OTHER_ACTIVITY, reason })),
  },
);

/** What the events say, read one by one. */
function readTotal(events: readonly ActivityEvent[]): number {
  const numbers = new Map<string, number>();
  let counts = false;
  for (const { type, data } of events) {
    if (type === 'ActivityHeld') counts = true;
    if (type === 'ActivityVoided' || type === 'ActivityMergedInto') counts = false;
    if (type === 'ParticipationRecorded') {
      numbers.set(data.participation.key, data.participation.onSite + data.participation.remote);
    }
    if (type === 'ParticipationCorrected') numbers.set(data.participantKey, data.to.onSite + data.to.remote);
    if (type === 'ActivityMerged') {
      for (const { key, onSite, remote } of data.participations) numbers.set(key, onSite + remote);
    }
  }
  return counts ? [...numbers.values()].reduce((sum, value) => sum + value, 0) : 0;
}

describe('An activity, whatever is wished in whatever order', () => {
  it('ACT-a, ACT-g, four eyes: counts what its events say, and never again after its end', () => {
    const reached = { ended: 0, approved: 0, merged: 0, verified: 0, removed: 0 };
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }), fc.nat(50), (steps, closedFrom) => {
        let state = activity.initialState;
        const history: ActivityEvent[] = [];
        let hasEnded = false;
        for (const [index, send] of steps.entries()) {
          const monthClosed = index >= closedFrom;
          const sent = send(monthClosed);
          let events: readonly ActivityEvent[] = [];
          try {
            events = activity.decide(sent, state);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          if (hasEnded && events.length > 0) throw new Error(`${events[0]?.type} after the end`);
          state = events.reduce(activity.evolve, state);
          history.push(...events);

          for (const { type, data } of events) {
            if (type === 'ParticipationCorrected' && !monthClosed && sent.by.role === 'UNIT') {
              expect(state?.status).toBe('HELD');
            }
            // After the close no number changes without a second person.
            if (type === 'ParticipationCorrected' && monthClosed) {
              expect([data.afterClose, data.approvedBy !== undefined]).toEqual([true, true]);
              expect(data.approvedBy).not.toBe(data.proposedBy);
              reached.approved += 1;
            }
            if (type === 'ParticipationCorrected' && data.to.onSite + data.to.remote === 0) reached.removed += 1;
            if (type === 'ActivityVerified') {
              expect(Object.keys(state?.disputes ?? {})).toEqual([]);
              reached.verified += 1;
            }
            if (type === 'ActivityMerged') {
              expect(sent.by.role).toBe(monthClosed ? 'DIST' : 'COORD');
              reached.merged += 1;
            }
            hasEnded ||= type === 'ActivityVoided' || type === 'ActivityCancelled' || type === 'ActivityMergedInto';
          }
          if (events.length === 0) continue;
          expect(totals(state).total).toBe(readTotal(history));
          if (hasEnded) expect(countable(state)).toBe(false);
          if (countable(state)) expect(totals(state).total).toBeGreaterThan(0);
        }
        if (hasEnded) reached.ended += 1;
      }),
      { numRuns: 300 },
    );
    // Otherwise the walks would prove little.
    expect(Object.entries(reached).filter(([, times]) => times < 20)).toEqual([]);
  });
});
