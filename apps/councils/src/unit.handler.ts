import { agreement } from '@lianjian/agreements/decider';
import { openObligations, statusOn } from '@lianjian/agreements/state';
import { council } from '@lianjian/councils/decider';
import { type CouncilState, leftOn } from '@lianjian/councils/state';
import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import { nextNumber } from '@lianjian/event-sourcing/counter';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { Directory } from '@lianjian/event-sourcing/directory';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import { reserve } from '@lianjian/event-sourcing/reservation';
import type { BusinessDate } from '@lianjian/kernel/time';
import type { UnitCommand } from '@lianjian/units/commands';
import { unit, usccToReserve } from '@lianjian/units/decider';
import type { UnitEvent } from '@lianjian/units/events';
import { districtOn, heldUscc, isActiveOn, recommendedTo, type UnitState } from '@lianjian/units/state';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closedMonths } from './closed-months.js';

/** Carries any unit command to its stream: one bus message per aggregate, not one per command. */
export class ToUnit extends Command<Executed<UnitEvent>> {
  constructor(
    readonly id: string,
    readonly wish: Wish<UnitCommand>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ToUnit)
export class UnitHandler implements ICommandHandler<ToUnit> {
  constructor(
    private readonly store: EventStore,
    private readonly directory: Directory,
  ) {}

  execute({ id, wish, context }: ToUnit): Promise<Executed<UnitEvent>> {
    const command = commandOf<UnitCommand>(wish, context);
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    return execute(this.store, unit, id, command, context.options({ reason }), async (state) => {
      const facts = await this.facts(id, command, state, context);
      const uscc = usccToReserve(command, state);
      // Decided beforehand: what is refused reserves nothing, so that nobody ever has to give back what may by then be
      // another request's. A code that is used no more is taken over by whoever asks for it next.
      const comesTrue = uscc !== undefined && unit.decide({ ...command, facts } as UnitCommand, state).length > 0;
      if (comesTrue) await this.reserveUscc(uscc, id, context);
      return facts;
    });
  }

  private async facts(
    id: string,
    command: UnitCommand,
    state: UnitState,
    context: CommandContext,
  ): Promise<UnitCommand['facts']> {
    switch (command.type) {
      case 'RegisterUnit': {
        const { districtCode, councilId } = command.data;
        const series = `DW-${districtCode}-${command.on.slice(0, 4)}`;
        const [of, number] = await Promise.all([
          councilId ? this.council(councilId) : undefined,
          nextNumber(this.store, series, context),
        ]);
        const unitNo = `${series}-${String(number).padStart(4, '0')}`;
        return { unitId: id, unitNo, councilDistricts: of?.hostDistricts ?? [] };
      }
      case 'RecommendUnit': {
        const to = await this.council(command.data.councilId);
        return { leftOn: leftOn(to, id), vetoedOn: to?.vetoed[id] };
      }
      case 'AcceptUnitTransfer':
        return this.closedSince(state?.transfer?.effectiveOn, command, state);
      case 'ActivateUnit':
      case 'RequestUnitTransfer':
      case 'SuspendUnit':
      case 'ReactivateUnit':
        return this.closedSince(command.data.effectiveOn, command, state);
      case 'WithdrawUnit': {
        const closed = await this.closedSince(command.data.effectiveOn, command, state);
        return { ...closed, openObligations: await this.openObligations(id, command.on) };
      }
      case 'MergeUnit': {
        const { intoUnitId, effectiveOn = command.on } = command.data;
        const into = await load(this.store, unit, intoUnitId);
        return {
          ...(await this.closedSince(effectiveOn, command, state)),
          openObligations: await this.openObligations(id, command.on),
          survivor: {
            isActive: isActiveOn(into.state, effectiveOn),
            districtCode: districtOn(into.state, effectiveOn),
          },
        };
      }
      default:
        return undefined;
    }
  }

  private async council(id: string): Promise<CouncilState> {
    return (await load(this.store, council, id)).state;
  }

  private async closedSince(from: BusinessDate | undefined, { on }: UnitCommand, state: UnitState) {
    return { closedMonths: await closedMonths(this.store, recommendedTo(state), from ?? on, on) };
  }

  /** Obligations that the unit owes under agreements that bind it. */
  private async openObligations(unitId: string, on: BusinessDate): Promise<number> {
    const ids = await this.directory.agreementsOfUnit(unitId);
    const agreements = await Promise.all(ids.map((id) => load(this.store, agreement, id)));
    return agreements.flatMap(({ state }) => {
      const isBinding = state && (statusOn(state, on) === 'ACTIVE' || statusOn(state, on) === 'SIGNED');
      return isBinding ? openObligations(state).filter((each) => each.unitId === unitId) : [];
    }).length;
  }

  private reserveUscc(uscc: string, unitId: string, context: CommandContext) {
    return reserve(this.store, 'uscc', uscc, `unit-${unitId}`, {
      context,
      stillHeld: async (holder) => {
        const { state } = await load(this.store, unit, holder.slice('unit-'.length));
        return heldUscc(state, context.occurredOn) === uscc;
      },
      refusal: {
        code: 'unit/uscc-taken',
        message: '该统一社会信用代码已被另一正式成员单位使用',
        ruleId: 'UNIT-a',
        field: 'hostEntities',
      },
    });
  }
}
