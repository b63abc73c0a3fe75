import { randomUUID } from 'node:crypto';
import { held, participation, tookPart } from '@lianjian/activities/examples';
import {
  ACTIVITY,
  BANK,
  bank,
  COUNCIL,
  coordinator,
  drafted,
  frozen,
  inForce,
  MALL,
  mall,
  SCHOOL,
  signedBy,
  terms,
} from '@lianjian/agreements/testing';
import * as councils from '@lianjian/councils/testing';
import { serviceContext } from '@lianjian/event-sourcing/command-context';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import { DomainError } from '@lianjian/event-sourcing/errors';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import type { Actor } from '@lianjian/permissions/actor';
import * as units from '@lianjian/units/testing';
import { AgreementHandler, ToAgreement } from './agreement.handler.js';

const AGREEMENT = 'f6666666-6666-4666-8666-666666666666';
const AT = '2026-03-19T01:00:00.000Z';

let store: InMemoryEventStore;
let handler: AgreementHandler;

async function past(stream: string, ...events: readonly DomainEvent[]): Promise<void> {
  const version = (await store.read(stream)).length;
  const metadata = { ...serviceContext(AT, 'past').metadata(), actor: bank, occurredOn: '2026-03-19', recordedAt: AT };
  await store.append(
    stream,
    version,
    events.map((event) => ({ ...event, id: randomUUID(), schema: 1, metadata })),
  );
}

const send = (wish: ToAgreement['wish'], by: Actor): Promise<string> =>
  handler.execute(new ToAgreement(AGREEMENT, wish, { ...serviceContext(AT, 'request'), actor: by })).then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

beforeEach(async () => {
  store = new InMemoryEventStore();
  handler = new AgreementHandler(store);
  for (const unitId of [BANK, MALL, SCHOOL]) {
    const registered = { ...units.registered, data: { ...units.registered.data, unitId } };
    await past(`unit-${unitId}`, registered, units.activated);
  }
});

describe('An agreement of a council', () => {
  const admit = (unitId: string) => ({ ...councils.admitted, data: { ...councils.admitted.data, unitId } });
  const draft = (by = bank) => send({ type: 'DraftAgreement', data: { councilId: COUNCIL, ...terms() } }, by);
  const revise = () => send({ type: 'ReviseAgreementTerms', data: terms({ copies: 9 }) }, bank);

  it('COUNCIL-f: is among units of which one is a member', async () => {
    expect(await draft()).toBe('agreement/not-a-council-matter');
    await past(`council-${COUNCIL}`, ...councils.founded);
    expect(await draft(coordinator)).toBe('agreement/not-a-council-matter');
    await past(`council-${COUNCIL}`, admit(MALL));
    expect(await draft()).toBe('agreement/not-a-council-matter');
    expect(await draft(coordinator)).toBe('done');
    expect(await revise()).toBe('done');
  });
  it.each<[string, DomainEvent]>([
    ['a member of it was suspended', { type: 'MemberSuspended', data: { unitId: MALL, effectiveOn: '2026-03-01' } }],
    ['it was suspended itself', councils.suspended],
  ])('COUNCIL-f: is none after %s', async (_, event) => {
    await past(`council-${COUNCIL}`, ...councils.founded, admit(BANK), admit(MALL));
    await past(`agreement-${AGREEMENT}`, drafted());
    await past(`council-${COUNCIL}`, event);
    expect(await revise()).toBe('agreement/not-a-council-matter');
  });
  it('COUNCIL-f: has nothing to do with members that have left it', async () => {
    const withdrawn = { type: 'MemberWithdrawn', data: { unitId: MALL, effectiveOn: '2026-03-01' } };
    await past(`council-${COUNCIL}`, ...councils.founded, admit(BANK), admit(MALL), withdrawn);
    expect(await draft()).toBe('done');
  });
});

describe('The last signature', () => {
  it('AGR-a: is refused when another party was suspended after it signed', async () => {
    await past(`agreement-${AGREEMENT}`, drafted(), frozen(), signedBy(BANK, '2026-03-10', 1));
    const { contentHash } = frozen().data;
    const sign = () => send({ type: 'SignAgreement', data: { contentHash, signatoryPost: '党委书记' } }, mall);
    await past(`unit-${BANK}`, units.suspended);
    expect(await sign()).toBe('agreement/party-not-active');
    await past(`unit-${BANK}`, units.reactivated);
    expect(await sign()).toBe('done');
  });
});

describe('An activity that shows that an obligation was fulfilled', () => {
  const fulfil = () =>
    send(
      {
        type: 'FulfilObligation',
        data: { obligationId: 'o1', fulfilledOn: '2026-03-18', quantity: 1, evidence: { activityId: ACTIVITY } },
      },
      bank,
    );
  const hostedBy = (...unitIds: string[]) =>
    held({ activityId: ACTIVITY, hosts: unitIds.map((unitId) => ({ unitId, districtCode: '320102' })) });
  const joined = tookPart(participation(BANK, { onSite: 3, remote: 0 }), { activityId: ACTIVITY });
  beforeEach(() => past(`agreement-${AGREEMENT}`, ...inForce()));

  it.each([
    ['does not exist', []],
    ['is of others', [hostedBy(MALL)]],
    ['was voided', [hostedBy(BANK), { type: 'ActivityVoided', data: { reason: '重复登记', afterClose: false } }]],
  ])('is refused where it %s', async (_, events: readonly DomainEvent[]) => {
    if (events.length > 0) await past(`activity-${ACTIVITY}`, ...events);
    expect(await fulfil()).toBe('agreement/activity-shows-nothing');
  });
  it.each([
    ['held it', [hostedBy(MALL, BANK)]],
    ['took part in it', [hostedBy(MALL), joined]],
  ])('does where the owing unit %s', async (_, events) => {
    await past(`activity-${ACTIVITY}`, ...events);
    expect(await fulfil()).toBe('done');
  });
});
