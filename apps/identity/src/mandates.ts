import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { EventStore, type RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import type { BusinessDate } from '@lianjian/kernel/time';
import type { MandateCommand } from '@lianjian/mandates/commands';
import { mandates } from '@lianjian/mandates/decider';
import type { MandateEvent } from '@lianjian/mandates/events';
import { inForceOn, type Mandate } from '@lianjian/mandates/state';
import { Injectable } from '@nestjs/common';

/** What accounts may do: the streams `mandates-<accountId>`. */
@Injectable()
export class Mandates {
  constructor(private readonly store: EventStore) {}

  /** Those in force on the date, oldest first. */
  async inForce(accountId: string, on: BusinessDate): Promise<readonly Mandate[]> {
    return inForceOn((await load(this.store, mandates, accountId)).state, on);
  }

  /** Every mandate the account ever had. */
  async all(accountId: string): Promise<readonly Mandate[]> {
    return (await load(this.store, mandates, accountId)).state;
  }

  async history(accountId: string): Promise<readonly RecordedEvent[]> {
    return (await load(this.store, mandates, accountId)).recorded;
  }

  execute(accountId: string, wish: Wish<MandateCommand>, context: CommandContext): Promise<Executed<MandateEvent>> {
    const facts = { accountId, mandateId: context.newId('mandate') };
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    const command = commandOf<MandateCommand>(wish, context);
    return execute(this.store, mandates, accountId, command, context.options({ reason }), async () =>
      wish.type === 'GrantMandate' ? facts : undefined,
    );
  }
}
