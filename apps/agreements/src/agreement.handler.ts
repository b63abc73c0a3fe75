import { activity } from '@lianjian/activities/decider';
import { countable } from '@lianjian/activities/state';
import type { AgreementCommand, AgreementCommandOf, CouncilFact, PartyFact } from '@lianjian/agreements/commands';
import { agreement } from '@lianjian/agreements/decider';
import type { AgreementEvent } from '@lianjian/agreements/events';
import type { AgreementState } from '@lianjian/agreements/state';
import { council } from '@lianjian/councils/decider';
import { membershipOn, statusOn } from '@lianjian/councils/state';
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
    const { on } = command;
    switch (command.type) {
      case 'DraftAgreement': {
        const { parties: named, councilId } = command.data;
        const parties = await this.parties(named, on);
        const of = await this.council(councilId, named, on);
        // Filed first where the first party sits.
        const first = parties.find(({ unitId }) => unitId === named[0]?.unitId);
        return { parties, ...of, agreementNo: first ? await this.number(first.districtCode, on, context) : '' };
      }
      case 'ReviseAgreementTerms': {
        const { parties: named } = command.data;
        return { parties: await this.parties(named, on), ...(await this.council(state?.councilId, named, on)) };
      }
      case 'FreezeAgreementText':
        return { parties: await this.parties(state?.terms.parties ?? [], on) };
      case 'SignAgreement': {
        const named = state?.terms.parties ?? [];
        const parties = await this.parties(named, on);
        const isActive = (id: string) => parties.some(({ unitId, active }) => unitId === id && active);
        return { inactivePartyIds: named.flatMap(({ unitId }) => (isActive(unitId) ? [] : [unitId])) };
      }
      case 'FulfilObligation':
        return { activityUnitIds: await this.unitsAt(command.data.evidence) };
      default:
        return undefined;
    }
  }

  private async number(districtCode: string, on: BusinessDate, context: CommandContext): Promise<string> {
    const series = `GJ-${districtCode}-${on.slice(0, 4)}`;
    return `${series}-${String(await nextNumber(this.store, series, context)).padStart(4, '0')}`;
  }

  private async council(
    councilId: string | undefined,
    named: readonly { unitId: string }[],
    on: BusinessDate,
  ): Promise<{ council?: CouncilFact }> {
    if (councilId === undefined) return {};
    const { state: of } = await load(this.store, council, councilId);
    const partiesInCouncil = named.flatMap(({ unitId }) => {
      const membership = membershipOn(of, unitId, on);
      return membership === 'ACTIVE' || membership === 'SUSPENDED' ? [{ unitId, active: membership === 'ACTIVE' }] : [];
    });
    return { council: { isEstablished: statusOn(of, on) === 'ESTABLISHED', partiesInCouncil } };
  }

  /** Who held the activity that is named as evidence, and who took part, where it counts. */
  private async unitsAt(evidence: AgreementCommandOf<'FulfilObligation'>['data']['evidence']) {
    if (!('activityId' in evidence)) return [];
    const { state: held } = await load(this.store, activity, evidence.activityId);
    if (!held || !countable(held)) return [];
    return [...held.hosts, ...held.participations].flatMap(({ unitId }) => unitId ?? []);
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
