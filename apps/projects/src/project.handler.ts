import { activity } from '@lianjian/activities/decider';
import { countable } from '@lianjian/activities/state';
import { agreement } from '@lianjian/agreements/decider';
import { statusOn as agreementStatusOn } from '@lianjian/agreements/state';
import { council } from '@lianjian/councils/decider';
import { statusOn as councilStatusOn, membershipOn } from '@lianjian/councils/state';
import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import { nextNumber } from '@lianjian/event-sourcing/counter';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import type { BusinessDate } from '@lianjian/kernel/time';
import { mandates } from '@lianjian/mandates/decider';
import type { ProjectCommand } from '@lianjian/projects/commands';
import { project } from '@lianjian/projects/decider';
import type { ProjectEvent } from '@lianjian/projects/events';
import type { ProjectState } from '@lianjian/projects/state';
import { unit } from '@lianjian/units/decider';
import { isActiveOn } from '@lianjian/units/state';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

/** Carries any project command to its stream. */
export class ToProject extends Command<Executed<ProjectEvent>> {
  constructor(
    readonly id: string,
    readonly wish: Wish<ProjectCommand>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ToProject)
export class ProjectHandler implements ICommandHandler<ToProject> {
  constructor(private readonly store: EventStore) {}

  execute({ id, wish, context }: ToProject): Promise<Executed<ProjectEvent>> {
    const command = commandOf<ProjectCommand>(wish, context);
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    return execute(this.store, project, id, command, context.options({ reason }), (state) =>
      this.facts(id, command, state, context),
    );
  }

  private async facts(id: string, command: ProjectCommand, state: ProjectState, context: CommandContext) {
    const { on, by } = command;
    switch (command.type) {
      case 'ProposeProject': {
        const { leadUnitId, partnerUnitIds, councilId, referencingCouncilIds } = command.data;
        const { state: of } = await load(this.store, council, councilId);
        return {
          units: await this.units([...new Set([leadUnitId, ...partnerUnitIds])], on),
          councilIsEstablished: councilStatusOn(of, on) === 'ESTABLISHED',
          leadUnitIsMember: membershipOn(of, leadUnitId, on) === 'ACTIVE',
          knownCouncilIds: await this.knownCouncils(referencingCouncilIds),
        };
      }
      case 'RegisterProject':
        return { projectNo: await this.number(state, on, context), councilHostDistricts: await this.hosts(state) };
      case 'ClaimProject': {
        const [claimant] = await this.units([by.scope], on);
        const { state: of } = await load(this.store, council, state?.councilId ?? '');
        return {
          claimantActive: claimant?.active ?? false,
          claimantIsMember: membershipOn(of, by.scope, on) === 'ACTIVE',
        };
      }
      case 'LinkProjectAgreement': {
        const { state: linked } = await load(this.store, agreement, command.data.agreementId);
        return {
          signed: linked !== undefined && isSigned(agreementStatusOn(linked, on)),
          partyUnitIds: linked?.terms.parties.map(({ unitId }) => unitId) ?? [],
        };
      }
      case 'StartProject': {
        const [lead] = await this.units(state ? [state.leadUnitId] : [], on);
        return { leadUnitActive: lead?.active ?? false, signedAgreementIds: await this.signedAgreements(state, on) };
      }
      case 'RequestProjectAcceptance': {
        const held = await Promise.all(
          command.data.activityIds.map(async (activityId) => {
            const { state: of } = await load(this.store, activity, activityId);
            return countable(of) && of?.projectId === id ? [activityId] : [];
          }),
        );
        return { heldActivityIds: held.flat() };
      }
      case 'AcceptProject': {
        const { state: held } = await load(this.store, mandates, by.accountId);
        return { acceptorUnitIds: held.flatMap(({ role, scope }) => (role === 'UNIT' ? [scope] : [])) };
      }
      default:
        return undefined;
    }
  }

  private async number(state: ProjectState, on: BusinessDate, context: CommandContext): Promise<string> {
    // A project that has its number keeps it; drawing another would only leave a gap.
    if (!state || state.projectNo) return state?.projectNo ?? '';
    const series = `XM-${state.leadDistrict}-${on.slice(0, 4)}`;
    return `${series}-${String(await nextNumber(this.store, series, context)).padStart(4, '0')}`;
  }

  private async hosts(state: ProjectState): Promise<readonly string[]> {
    const { state: of } = await load(this.store, council, state?.councilId ?? '');
    return of?.hostDistricts ?? [];
  }

  private async knownCouncils(ids: readonly string[]): Promise<readonly string[]> {
    const councils = await Promise.all(ids.map((id) => load(this.store, council, id)));
    return ids.filter((_, index) => councils[index]?.state !== undefined);
  }

  private async units(ids: readonly string[], on: BusinessDate) {
    const loaded = await Promise.all(ids.map((id) => load(this.store, unit, id)));
    return loaded.flatMap(({ state }) => (state ? [{ unitId: state.unitId, active: isActiveOn(state, on) }] : []));
  }

  private async signedAgreements(state: ProjectState, on: BusinessDate): Promise<readonly string[]> {
    const ids = state?.agreementIds ?? [];
    const linked = await Promise.all(ids.map((id) => load(this.store, agreement, id)));
    return ids.filter((_, index) => {
      const of = linked[index]?.state;
      return of && isSigned(agreementStatusOn(of, on));
    });
  }
}

const isSigned = (status: string) => status === 'SIGNED' || status === 'ACTIVE';
