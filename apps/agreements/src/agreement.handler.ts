import type { AgreementCommand, PartyFact } from '@lianjian/agreements/commands';
import { agreement } from '@lianjian/agreements/decider';
import type { AgreementEvent } from '@lianjian/agreements/events';
import type { AgreementState } from '@lianjian/agreements/state';
import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import { nextNumber } from '@lianjian/event-sourcing/counter';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import type { BusinessDate } from '@lianjian/kernel/time';
import { unit } from '@lianjian/units/decider';
import { districtOn, isActiveOn } from '@lianjian/units/state';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

/** Carries any agreement command to its stream. */
export class ToAgreement extends Command<Executed<AgreementEvent>> {
  constructor(
    readonly id: string,
    readonly wish: Wish<AgreementCommand>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ToAgreement)
export class AgreementHandler implements ICommandHandler<ToAgreement> {
  constructor(private readonly store: EventStore) {}

  execute({ id, wish, context }: ToAgreement): Promise<Executed<AgreementEvent>> {
    const command = commandOf<AgreementCommand>(wish, context);
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    return execute(this.store, agreement, id, command, context.options({ reason }), (state) =>
      this.facts(command, state, context),
    );
  }

  private async facts(command: AgreementCommand, state: AgreementState, context: CommandContext) {
    switch (command.type) {
      case 'DraftAgreement': {
        const parties = await this.parties(command.data.parties, command.on);
        // Filed first where the first party sits.
        const first = parties.find(({ unitId }) => unitId === command.data.parties[0]?.unitId);
        return { parties, agreementNo: first ? await this.number(first.districtCode, command.on, context) : '' };
      }
      case 'ReviseAgreementTerms':
        return { parties: await this.parties(command.data.parties, command.on) };
      case 'FreezeAgreementText':
        return { parties: await this.parties(state?.terms.parties ?? [], command.on) };
      case 'SignAgreement': {
        const signer = await load(this.store, unit, command.by.scope);
        return { signerActive: isActiveOn(signer.state, command.on) };
      }
      default:
        return undefined;
    }
  }

  private async number(districtCode: string, on: BusinessDate, context: CommandContext): Promise<string> {
    const series = `GJ-${districtCode}-${on.slice(0, 4)}`;
    return `${series}-${String(await nextNumber(this.store, series, context)).padStart(4, '0')}`;
  }

  /** The parties that are registered units, as their own streams describe them on that date. */
  private async parties(named: readonly { unitId: string }[], on: BusinessDate): Promise<readonly PartyFact[]> {
    const ids = [...new Set(named.map(({ unitId }) => unitId))];
    const units = await Promise.all(ids.map((id) => load(this.store, unit, id)));
    return units.flatMap(({ state }) => {
      const districtCode = districtOn(state, on);
      if (!state || !districtCode) return [];
      const { unitKind, partyOrgType } = state.profile;
      return [{ unitId: state.unitId, active: isActiveOn(state, on), districtCode, unitKind, partyOrgType }];
    });
  }
}
