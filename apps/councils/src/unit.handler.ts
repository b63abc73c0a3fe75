import { agreement } from '@lianjian/agreements/decider';
import { openObligations, statusOn } from '@lianjian/agreements/state';
import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import { nextNumber } from '@lianjian/event-sourcing/counter';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { Directory } from '@lianjian/event-sourcing/directory';
import { DomainError, WrongVersionError } from '@lianjian/event-sourcing/errors';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import { release, reserve } from '@lianjian/event-sourcing/reservation';
import { monthOf, nextPeriod, parsePeriod } from '@lianjian/kernel/period';
import type { BusinessDate } from '@lianjian/kernel/time';
import { period } from '@lianjian/periods/decider';
import { isClosed } from '@lianjian/periods/state';
import type { UnitCommand } from '@lianjian/units/commands';
import { unit, usccToReserve } from '@lianjian/units/decider';
import type { UnitEvent } from '@lianjian/units/events';
import { heldUscc, isActiveOn, type UnitState } from '@lianjian/units/state';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

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

  async execute({ id, wish, context }: ToUnit): Promise<Executed<UnitEvent>> {
    const command = commandOf<UnitCommand>(wish, context);
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    let before: UnitState;
    let reserved: string | undefined;

    const gather = async (state: UnitState): Promise<UnitCommand['facts']> => {
      before = state;
      reserved = usccToReserve(command, state);
      if (reserved) await this.reserveUscc(reserved, id, context);
      return this.facts(id, command, state, context);
    };
    try {
      const done = await execute(this.store, unit, id, command, context.options({ reason }), gather);
      if (done.events.length > 0) await this.releaseFormerUscc(id, before, context);
      return done;
    } catch (error) {
      // Whoever is refused what the code was reserved for gives it back, unless the unit had it before. After any other
      // failure the append may have been committed; then the reservation stays, and is taken over if it was not.
      const isRefused = error instanceof DomainError || error instanceof WrongVersionError;
      if (isRefused && reserved && reserved !== heldUscc(before, command.on))
        await this.releaseUscc(reserved, id, context);
      throw error;
    }
  }

  private async facts(id: string, command: UnitCommand, state: UnitState, context: CommandContext) {
    switch (command.type) {
      case 'RegisterUnit': {
        const series = `DW-${command.data.districtCode}-${command.on.slice(0, 4)}`;
        const number = await nextNumber(this.store, series, context);
        return { unitId: id, unitNo: `${series}-${String(number).padStart(4, '0')}` };
      }
      case 'RequestUnitTransfer':
        return { closedMonths: await this.closedMonths(state, command.data.effectiveOn ?? command.on, command.on) };
      case 'AcceptUnitTransfer':
        return { closedMonths: await this.closedMonths(state, state?.transfer?.effectiveOn ?? command.on, command.on) };
      case 'WithdrawUnit':
        return { openObligations: await this.openObligations(id, command.on) };
      case 'MergeUnit': {
        const survivor = await load(this.store, unit, command.data.intoUnitId);
        return { survivorIsActive: isActiveOn(survivor.state, command.data.effectiveOn ?? command.on) };
      }
      default:
        return undefined;
    }
  }

  /** Months from `from` to `to` that one of the unit's councils has closed. */
  private async closedMonths(state: UnitState, from: BusinessDate, to: BusinessDate): Promise<readonly string[]> {
    const councils = [...new Set((state?.recommendations ?? []).map(({ councilId }) => councilId))];
    const months: string[] = [];
    for (let month = parsePeriod(monthOf(from)); month.from <= to; month = nextPeriod(month)) months.push(month.id);
    const closed = await Promise.all(
      months.map(async (month) => {
        const periods = await Promise.all(councils.map((council) => load(this.store, period, `${council}-${month}`)));
        return periods.some(({ state: each }) => isClosed(each)) ? [month] : [];
      }),
    );
    return closed.flat();
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

  private releaseUscc(uscc: string, unitId: string, context: CommandContext) {
    return release(this.store, 'uscc', uscc, `unit-${unitId}`, { context });
  }

  /** Gives back the code that the unit held before this command and holds no more. */
  private async releaseFormerUscc(id: string, before: UnitState, context: CommandContext): Promise<void> {
    const former = heldUscc(before, context.occurredOn);
    if (!former) return;
    const { state } = await load(this.store, unit, id);
    if (heldUscc(state, context.occurredOn) !== former) await this.releaseUscc(former, id, context);
  }
}
