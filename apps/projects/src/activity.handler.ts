import type { ActivityCommand, ActivityProfile, HoldingFacts, UnitOnDay } from '@lianjian/activities/commands';
import { activity } from '@lianjian/activities/decider';
import type { ActivityEvent } from '@lianjian/activities/events';
import { type ActivityState, toMergeable } from '@lianjian/activities/state';
import { agreement } from '@lianjian/agreements/decider';
import { council } from '@lianjian/councils/decider';
import { type CouncilState, membershipOn, statusOn } from '@lianjian/councils/state';
import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import { monthOf } from '@lianjian/kernel/period';
import { type BusinessDate, businessDateOf } from '@lianjian/kernel/time';
import { period } from '@lianjian/periods/decider';
import { isClosed } from '@lianjian/periods/state';
import { SYSTEM } from '@lianjian/permissions/actor';
import { project } from '@lianjian/projects/decider';
import { unit } from '@lianjian/units/decider';
import { districtOn, isActiveOn } from '@lianjian/units/state';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

/** Carries any activity command to its stream. */
export class ToActivity extends Command<Executed<ActivityEvent>> {
  constructor(
    readonly id: string,
    readonly wish: Wish<ActivityCommand>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ToActivity)
export class ActivityHandler implements ICommandHandler<ToActivity> {
  constructor(
    private readonly store: EventStore,
    private readonly bus: CommandBus,
  ) {}

  async execute({ id, wish, context }: ToActivity): Promise<Executed<ActivityEvent>> {
    const command = commandOf<ActivityCommand>(wish, context, businessDateOfWish(wish, context));
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    const onBehalfOf = 'onBehalfOfUnitId' in wish.data ? wish.data.onBehalfOfUnitId : undefined;
    const done = await execute(this.store, activity, id, command, context.options({ reason, onBehalfOf }), (state) =>
      this.facts(id, command, state),
    );
    if (wish.type === 'MergeActivity') await this.retire(wish.data.fromActivityId, id, wish.data.reason, context);
    return done;
  }

  private async facts(id: string, command: ActivityCommand, state: ActivityState) {
    switch (command.type) {
      case 'PlanActivity':
      case 'RecordActivity':
        return this.holding(id, command.data, 'participations' in command.data ? command.data.participations : []);
      case 'RecordParticipation': {
        const ids = command.data.participations.flatMap((each) => ('unitId' in each ? [each.unitId] : []));
        const units = state ? await this.unitsOn(ids, await this.council(state.councilId), state.startOn) : [];
        return { units, monthClosed: await this.monthClosed(state) };
      }
      case 'CorrectParticipation':
      case 'ResolveDispute':
      case 'VoidActivity':
        return { monthClosed: await this.monthClosed(state) };
      case 'MergeActivity': {
        const { state: other } = await load(this.store, activity, command.data.fromActivityId);
        return { other: toMergeable(command.data.fromActivityId, other), monthClosed: await this.monthClosed(state) };
      }
      default:
        return undefined;
    }
  }

  private async holding(
    activityId: string,
    data: ActivityProfile,
    participations: readonly object[],
  ): Promise<HoldingFacts> {
    const { councilId, leadHostUnitId, coHostUnitIds, projectId, agreementIds } = data;
    const startOn = businessDateOf(data.startAt);
    const guests = participations.flatMap((each) => ('unitId' in each ? [each.unitId as string] : []));
    const of = await this.council(councilId);
    const [units, knownLinks, monthClosed] = await Promise.all([
      this.unitsOn([leadHostUnitId, ...coHostUnitIds, ...guests], of, startOn),
      this.known(projectId, agreementIds),
      this.isMonthClosed(councilId, startOn),
    ]);
    return {
      activityId,
      councilIsEstablished: statusOn(of, startOn) === 'ESTABLISHED',
      councilDistricts: of?.hostDistricts ?? [],
      units,
      monthClosed,
      knownLinks,
    };
  }

  private async unitsOn(ids: readonly string[], of: CouncilState, on: BusinessDate): Promise<readonly UnitOnDay[]> {
    return Promise.all(
      [...new Set(ids)].map(async (unitId) => {
        const { state } = await load(this.store, unit, unitId);
        return {
          unitId,
          districtCode: districtOn(state, on),
          isMember: isActiveOn(state, on) && membershipOn(of, unitId, on) === 'ACTIVE',
          memberCountBand: state?.profile.memberCountBand,
        };
      }),
    );
  }

  private async known(projectId: string | undefined, agreementIds: readonly string[]): Promise<readonly string[]> {
    const links = await Promise.all([
      ...(projectId ? [load(this.store, project, projectId)] : []),
      ...agreementIds.map((id) => load(this.store, agreement, id)),
    ]);
    const ids = [...(projectId ? [projectId] : []), ...agreementIds];
    return ids.filter((_, index) => (links[index]?.version ?? 0) > 0);
  }

  private async council(id: string): Promise<CouncilState> {
    return (await load(this.store, council, id)).state;
  }

  private monthClosed(state: ActivityState): Promise<boolean> {
    return state ? this.isMonthClosed(state.councilId, state.startOn) : Promise.resolve(false);
  }

  private async isMonthClosed(councilId: string, startOn: BusinessDate): Promise<boolean> {
    const { state } = await load(this.store, period, `${councilId}-${monthOf(startOn)}`);
    return isClosed(state);
  }

  /**
   * The other half of a merger: the record that was united with this one counts no more. After a crash in between, a
   * retry of the merger comes here again, whether or not it still has something to write itself.
   */
  private async retire(fromActivityId: string, intoActivityId: string, reason: string, context: CommandContext) {
    const wish = { type: 'MarkActivityMerged', data: { intoActivityId, reason } } as const;
    await this.bus.execute(new ToActivity(fromActivityId, wish, byService(context)));
  }
}

/** An activity's business date is its start, once it has begun; everything else happens today. */
function businessDateOfWish({ type, data }: Wish<ActivityCommand>, { occurredOn }: CommandContext): BusinessDate {
  if (type !== 'RecordActivity') return occurredOn;
  const startOn = businessDateOf(data.startAt);
  return startOn < occurredOn ? startOn : occurredOn;
}

/** The same request, carried on by the service itself. */
const byService = (context: CommandContext): CommandContext => ({
  actor: SYSTEM,
  at: context.at,
  occurredOn: context.occurredOn,
  newId: (category) => context.newId(category),
  metadata: (reasons) => ({ ...context.metadata(reasons), source: 'SYSTEM' }),
  options: (reasons) => ({ metadata: { ...context.metadata(reasons), source: 'SYSTEM' } }),
});
