import { randomUUID } from 'node:crypto';
import type { AgreementCommand } from '@lianjian/agreements/commands';
import { agreement } from '@lianjian/agreements/decider';
import { activeFrom } from '@lianjian/agreements/state';
import { serviceContext } from '@lianjian/event-sourcing/command-context';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { Directory } from '@lianjian/event-sourcing/directory';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { load } from '@lianjian/event-sourcing/execute';
import { Clock } from '@lianjian/http/clock';
import { type BusinessDate, businessDateOf, type Instant } from '@lianjian/kernel/time';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ToAgreement } from './agreement.handler.js';

const HOUR_MS = 3_600_000;

/**
 * Records that terms have begun and are over (AGR-d, AGR-g), so that the history of an agreement says so. Nothing waits
 * for it: whether an agreement is in force is always asked of its dates.
 */
@Injectable()
export class TermKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('term-keeper');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly bus: CommandBus,
    private readonly store: EventStore,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const start = () => {
      this.round = this.keep().catch((error: unknown) => this.logger.warn(error));
    };
    start();
    this.timer = setInterval(start, HOUR_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** One round: every agreement that is due today. A second round finds nothing left to say. */
  async keep(): Promise<void> {
    const at = this.clock.now();
    const on = businessDateOf(at);
    for (const id of await this.directory.agreementsDue(on)) {
      try {
        await this.keepOne(id, on, at);
      } catch (error) {
        // The others must not wait for it; the next round tries it again.
        this.logger.warn(`agreement-${id}: ${error}`);
      }
    }
  }

  private async keepOne(id: string, on: BusinessDate, at: Instant): Promise<void> {
    const { state } = await load(this.store, agreement, id);
    const from = state && activeFrom(state);
    if (!state || from === undefined) return;
    if (from <= on && !state.activated) await this.say(id, { type: 'ActivateAgreement', data: {} }, at);
    if (state.terms.termTo < on) await this.say(id, { type: 'ExpireAgreement', data: {} }, at);
  }

  private say(id: string, wish: Wish<AgreementCommand>, at: Instant) {
    return this.bus.execute(new ToAgreement(id, wish, serviceContext(at, randomUUID())));
  }
}
