import { randomUUID } from 'node:crypto';
import { held, participation, tookPart, verified } from '@lianjian/activities/examples';
import type { AgreementEvent } from '@lianjian/agreements/events';
import { inForce, obligation, party } from '@lianjian/agreements/testing';
import type { CouncilEvent } from '@lianjian/councils/events';
import { established, proposed } from '@lianjian/councils/testing';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { Instant } from '@lianjian/kernel/time';
import { running } from '@lianjian/projects/testing';
import { active } from '@lianjian/units/testing';
import { type Logged, streamFrom } from './log.js';

const DAY_MS = 86_400_000;
const BEGIN = Date.parse('2025-01-06T01:00:00.000Z');
const UNITS_PER_COUNCIL = 60;
const DAYS = 600;

/**
 * The log of councils of 60 units over 600 days, in the order in which it would have been recorded: about 5,000 events
 * each, most of them who took part in which activity.
 */
export function regionLog(councils: number): readonly Logged[] {
  const log = Array.from({ length: councils }, () => councilLog()).flat();
  return log.sort((a, b) => (a.metadata.recordedAt < b.metadata.recordedAt ? -1 : 1));
}

function councilLog(): readonly Logged[] {
  const councilId = randomUUID();
  const units = Array.from({ length: UNITS_PER_COUNCIL }, () => randomUUID());
  const unit = (nr: number) => units[nr % units.length] as string;
  return [
    ...stream('council', councilId, 0, councilEvents(councilId, units)),
    ...units.flatMap((unitId, nr) => stream('unit', unitId, nr / units.length, unitEvents(unitId, councilId))),
    ...Array.from({ length: 60 }, (_, nr) =>
      stream('agreement', randomUUID(), nr * 9, agreementEvents(councilId, unit(nr), unit(nr + 7))),
    ).flat(),
    ...Array.from({ length: 30 }, (_, nr) =>
      stream(
        'project',
        randomUUID(),
        nr * 18,
        running({ councilId, leadUnitId: unit(nr), partnerUnitIds: [unit(nr + 3)] }),
      ),
    ).flat(),
    ...Array.from({ length: DAYS }, (_, nr) => {
      const activityId = randomUUID();
      const taking = Array.from({ length: 2 + (nr % 8) }, (_, other) => unit(nr * 5 + other));
      return stream('activity', activityId, nr, activityEvents(activityId, councilId, taking, instantOn(nr)));
    }).flat(),
  ];
}

const instantOn = (day: number): Instant => new Date(BEGIN + day * DAY_MS).toISOString();
const stream = (category: string, id: string, day: number, events: readonly DomainEvent[]) =>
  streamFrom(`${category}-${id}`, instantOn(day), events);

const councilEvents = (councilId: string, units: readonly string[]): CouncilEvent[] => [
  proposed.type === 'CouncilProposed' ? { ...proposed, data: { ...proposed.data, councilId } } : proposed,
  established,
  ...units.map(
    (unitId): CouncilEvent => ({
      type: 'MemberAdmitted',
      data: { unitId, effectiveOn: '2025-01-06', recommendedBy: 'office', admittedBy: 'secretariat' },
    }),
  ),
];

const unitEvents = (unitId: string, councilId: string) =>
  active.map((event) =>
    event.type === 'UnitRegistered'
      ? { ...event, data: { ...event.data, unitId } }
      : { ...event, data: { ...event.data, councilId } },
  );

function agreementEvents(councilId: string, give: string, take: string): readonly AgreementEvent[] {
  const over = {
    parties: [party(give), party(take)],
    obligations: [obligation('o1', give), obligation('o2', take, { targetQty: 2 })],
  };
  const events = inForce(over).map((event) =>
    event.type === 'AgreementDrafted' ? { ...event, data: { ...event.data, councilId } } : event,
  );
  const progress = Array.from({ length: 2 }, (_, nr): readonly AgreementEvent[] => [
    {
      type: 'ObligationFulfilled',
      data: {
        obligationId: 'o2',
        unitId: take,
        fulfilledOn: '2026-03-20',
        quantity: 1,
        evidence: { note: '举办专场一次' },
        reportedBy: 'clerk',
      },
    },
    {
      type: 'ObligationConfirmed',
      data: {
        obligationId: 'o2',
        confirmingUnitId: give,
        quantity: 1,
        confirmedQty: nr + 1,
        met: nr === 1,
        on: '2026-03-22',
      },
    },
  ]);
  return [...events, ...progress.flat()];
}

function activityEvents(activityId: string, councilId: string, taking: readonly string[], startAt: Instant) {
  const [lead = '', ...others] = taking;
  const endAt = new Date(Date.parse(startAt) + 7_200_000).toISOString();
  return [
    held({ activityId, councilId, leadHostUnitId: lead, coHostUnitIds: others.slice(0, 1), startAt, endAt }),
    ...taking.map((unitId, nr) =>
      tookPart(participation(unitId, { onSite: 3 + nr, remote: 0 }, { role: nr === 0 ? 'HOST' : 'GUEST' }), {
        activityId,
      }),
    ),
    verified,
  ];
}
