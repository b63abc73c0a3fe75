import { randomUUID } from 'node:crypto';
import { held } from '@lianjian/activities/examples';
import * as councils from '@lianjian/councils/testing';
import { serviceContext } from '@lianjian/event-sourcing/command-context';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import { DomainError } from '@lianjian/event-sourcing/errors';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import {
  ACTIVITY,
  acceptanceRequested,
  BANK,
  COUNCIL,
  INCUBATOR,
  leadUnit,
  OTHER_COUNCIL,
  profile,
  running,
} from '@lianjian/projects/testing';
import * as units from '@lianjian/units/testing';
import { ProjectHandler, ToProject } from './project.handler.js';

const PROJECT = 'f8888888-8888-4888-8888-888888888888';
const AT = '2026-03-19T01:00:00.000Z';

let store: InMemoryEventStore;
let handler: ProjectHandler;

async function past(stream: string, ...events: readonly DomainEvent[]): Promise<void> {
  const version = (await store.read(stream)).length;
  const metadata = {
    ...serviceContext(AT, 'past').metadata(),
    actor: leadUnit,
    occurredOn: '2026-03-19',
    recordedAt: AT,
  };
  await store.append(
    stream,
    version,
    events.map((event) => ({ ...event, id: randomUUID(), schema: 1, metadata })),
  );
}

const send = (wish: ToProject['wish']): Promise<string> =>
  handler.execute(new ToProject(PROJECT, wish, { ...serviceContext(AT, 'request'), actor: leadUnit })).then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

beforeEach(() => {
  store = new InMemoryEventStore();
  handler = new ProjectHandler(store);
});

describe('A project that is proposed', () => {
  const propose = (referencingCouncilIds: string[] = []) =>
    send({ type: 'ProposeProject', data: profile({ referencingCouncilIds }) });
  const admission = { ...councils.admitted, data: { ...councils.admitted.data, unitId: INCUBATOR } };
  const withdrawal = { type: 'MemberWithdrawn', data: { unitId: INCUBATOR, effectiveOn: '2026-03-01' } };
  beforeEach(async () => {
    for (const unitId of [INCUBATOR, BANK]) {
      const registered = { ...units.registered, data: { ...units.registered.data, unitId } };
      await past(`unit-${unitId}`, registered, units.activated);
    }
  });

  it('PRJ-f: counts in a council that is established, and that its lead unit belongs to', async () => {
    expect(await propose()).toBe('project/council-not-established');
    await past(`council-${COUNCIL}`, ...councils.founded);
    expect(await propose()).toBe('project/lead-unit-not-member');
    await past(`council-${COUNCIL}`, admission);
    expect(await propose()).toBe('done');
  });
  it('PRJ-f: is of no council that its lead unit has left', async () => {
    await past(`council-${COUNCIL}`, ...councils.founded, admission, withdrawal);
    expect(await propose()).toBe('project/lead-unit-not-member');
  });
  it('PRJ-f: is shown by councils that exist', async () => {
    await past(`council-${COUNCIL}`, ...councils.founded, admission);
    expect(await propose([OTHER_COUNCIL])).toBe('project/referencing-council-unknown');
    await past(`council-${OTHER_COUNCIL}`, councils.proposed);
    expect(await propose([OTHER_COUNCIL])).toBe('done');
  });
});

describe('A project that is put up for acceptance', () => {
  const { requestedBy: _, on: __, ...request } = acceptanceRequested().data;
  const putUp = () => send({ type: 'RequestProjectAcceptance', data: request });
  const activity = (projectId?: string) => held({ activityId: ACTIVITY, ...(projectId && { projectId }) });
  beforeEach(() => past(`project-${PROJECT}`, ...running()));

  it.each([
    ['does not exist', []],
    ['is of no project', [activity()]],
    ['is of another project', [activity(COUNCIL)]],
    ['was voided', [activity(PROJECT), { type: 'ActivityVoided', data: { reason: '重复登记', afterClose: false } }]],
  ])('PRJ-e: shows no activity that %s', async (_, events: readonly DomainEvent[]) => {
    if (events.length > 0) await past(`activity-${ACTIVITY}`, ...events);
    expect(await putUp()).toBe('project/activity-not-held');
  });
  it('PRJ-e: shows what was held for it', async () => {
    await past(`activity-${ACTIVITY}`, activity(PROJECT));
    expect(await putUp()).toBe('done');
  });
});
