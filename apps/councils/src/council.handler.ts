import { agreement } from '@lianjian/agreements/decider';
import { activeOn } from '@lianjian/agreements/state';
import type { CouncilCommand } from '@lianjian/councils/commands';
import { council } from '@lianjian/councils/decider';
import type { CouncilEvent } from '@lianjian/councils/events';
import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import { nextNumber } from '@lianjian/event-sourcing/counter';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { Directory } from '@lianjian/event-sourcing/directory';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import type { BusinessDate } from '@lianjian/kernel/time';
import { project } from '@lianjian/projects/decider';
import { isRunning } from '@lianjian/projects/state';
import { unit } from '@lianjian/units/decider';
import { candidateFor, isActiveOn } from '@lianjian/units/state';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closedMonths } from './closed-months.js';

/** Carries any council command to its stream. */
export class ToCouncil extends Command<Executed<CouncilEvent>> {
  constructor(
    readonly id: string,
    readonly wish: Wish<CouncilCommand>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ToCouncil)
export class CouncilHandler implements ICommandHandler<ToCouncil> {
  constructor(
    private readonly store: EventStore,
    private readonly directory: Directory,
  ) {}

  execute({ id, wish, context }: ToCouncil): Promise<Executed<CouncilEvent>> {
    const command = commandOf<CouncilCommand>(wish, context);
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    return execute(this.store, council, id, command, context.options({ reason }), () =>
      this.facts(id, command, context),
    );
  }

  private async facts(id: string, command: CouncilCommand, context: CommandContext): Promise<CouncilCommand['facts']> {
    switch (command.type) {
      case 'ProposeCouncil': {
        const series = `JC-${command.data.leadAuthority.divisionCode}-${command.on.slice(0, 4)}`;
        const number = await nextNumber(this.store, series, context);
        return { councilId: id, councilCode: `${series}-${String(number).padStart(3, '0')}` };
      }
      case 'AdmitMember': {
        const { unitId, effectiveOn = command.on } = command.data;
        const { state } = await load(this.store, unit, unitId);
        return {
          ...(await this.closedSince(id, effectiveOn, command)),
          candidate: candidateFor(state, id, effectiveOn),
        };
      }
      case 'ResumeMember': {
        const { unitId, effectiveOn = command.on } = command.data;
        const { state } = await load(this.store, unit, unitId);
        return { ...(await this.closedSince(id, effectiveOn, command)), unitIsActive: isActiveOn(state, effectiveOn) };
      }
      case 'SuspendMember':
      case 'WithdrawMember':
        return this.closedSince(id, command.data.effectiveOn ?? command.on, command);
      case 'DissolveCouncil':
        return this.openBusiness(id, command.on);
      default:
        return undefined;
    }
  }

  private async closedSince(councilId: string, from: BusinessDate, { on }: CouncilCommand) {
    return { closedMonths: await closedMonths(this.store, [councilId], from, on) };
  }

  private async openBusiness(councilId: string, on: string) {
    const [agreementIds, projectIds] = await Promise.all([
      this.directory.agreementsOfCouncil(councilId),
      this.directory.projectsOfCouncil(councilId),
    ]);
    const agreements = await Promise.all(agreementIds.map((each) => load(this.store, agreement, each)));
    const projects = await Promise.all(projectIds.map((each) => load(this.store, project, each)));
    return {
      activeAgreements: agreements.filter(({ state }) => state && activeOn(state, on)).length,
      runningProjects: projects.filter(({ state }) => isRunning(state)).length,
    };
  }
}
