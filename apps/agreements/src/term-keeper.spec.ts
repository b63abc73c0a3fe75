import { BANK, drafted, frozen, MALL, signed, signedBy } from '@lianjian/agreements/testing';
import { Directory } from '@lianjian/event-sourcing/directory';
import { newEvent } from '@lianjian/event-sourcing/event-store-contract';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import { ScriptedClock } from '@lianjian/http/clock';
import { Logger } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import { AgreementHandler, type ToAgreement } from './agreement.handler.js';
import { TermKeeper } from './term-keeper.js';

const signedEarly = [
  drafted(),
  frozen(),
  signedBy(BANK, '2025-12-20', 1),
  signedBy(MALL, '2025-12-21', 2),
  signed('2025-12-21'),
];

class Due extends Directory {
  agreementsOfUnit = async () => [];
  agreementsOfCouncil = async () => [];
  projectsOfCouncil = async () => [];
  agreementsDue = async () => ['first', 'broken', 'last'];
}

/** One stream of it cannot be read. */
class Damaged extends InMemoryEventStore {
  override read(stream: string) {
    return stream === 'agreement-broken' ? Promise.reject(new Error('Page is damaged')) : super.read(stream);
  }
}

describe('A round of the term keeper', () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(['log', 'warn', 'error']));

  it('AGR-d, AGR-g: goes on past an agreement that fails, and says each thing once', async () => {
    const store = new Damaged();
    for (const id of ['first', 'last']) {
      await store.append(
        `agreement-${id}`,
        0,
        signedEarly.map(({ type, data }) => newEvent(data, type)),
      );
    }
    const handler = new AgreementHandler(store);
    const bus = { execute: (command: ToAgreement) => handler.execute(command) } as unknown as CommandBus;
    const keeper = new TermKeeper(bus, store, new Due(), new ScriptedClock('2027-01-01T02:00:00.000Z'));
    await keeper.keep();
    await keeper.keep();
    for (const id of ['first', 'last']) {
      const types = (await store.read(`agreement-${id}`)).map(({ type }) => type);
      expect(types.slice(signedEarly.length)).toEqual(['AgreementActivated', 'AgreementExpired']);
    }
  });
});
