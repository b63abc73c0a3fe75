import type {
  ActivityCommand,
  ActivityCommandOf,
  ActivityFacts,
  ActivityProfile,
  HoldingFacts,
  MergeableActivity,
  UnitOnDay,
} from '@lianjian/activities/commands';
import { activity } from '@lianjian/activities/decider';
import type { ActivityEvent } from '@lianjian/activities/events';
import { activityRefusals } from '@lianjian/activities/refusals';
import { type ActivityState, toMergeable } from '@lianjian/activities/state';
import { agreement } from '@lianjian/agreements/decider';
import { council } from '@lianjian/councils/decider';
import { type CouncilState, membershipOn, statusOn } from '@lianjian/councils/state';
import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import { release, reserve } from '@lianjian/event-sourcing/reservation';
import { monthOf } from '@lianjian/kernel/period';
import { type BusinessDate, businessDateOf } from '@lianjian/kernel/time';
import { period } from '@lianjian/periods/decider';
import { isClosed } from '@lianjian/periods/state';
import { SYSTEM } from '@lianjian/permissions/actor';
import { project } from '@lianjian/projects/decider';
import { unit } from '@lianjian/units/decider';
import { districtOn, isActiveOn } from '@lianjian/units/state';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

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
  constructor(private readonly store: EventStore) {}

  async execute({ id, wish, context }: ToActivity): Promise<Executed<ActivityEvent>> {
    const command = commandOf<ActivityCommand>(wish, context, businessDateOfWish(wish, context));
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    const onBehalfOf = 'onBehalfOfUnitId' in wish.data ? wish.data.onBehalfOfUnitId : undefined;
    const run = (gather: Gather) =>
      execute(this.store, activity, id, command, context.options({ reason, onBehalfOf }), gather);
    if (command.type === 'MergeActivity') return this.merge(id, command, context, run);
    return run((state) => this.facts(id, command, state));
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

  /** Those of the units that are registered at all, be it later than that day. */
  private async unitsOn(ids: readonly string[], of: CouncilState, on: BusinessDate): Promise<readonly UnitOnDay[]> {
    const units = await Promise.all([...new Set(ids)].map((unitId) => load(this.store, unit, unitId)));
    return units.flatMap(({ state }) => {
      if (!state) return [];
      const { unitId, profile } = state;
      return [
        {
          unitId,
          districtCode: districtOn(state, on),
          isMember: isActiveOn(state, on) && membershipOn(of, unitId, on) === 'ACTIVE',
          memberCountBand: profile.memberCountBand,
        },
      ];
    });
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
   * One merger at a time in a council: two records that go into each other at once would both be gone. The record that
   * goes is marked before the other unites what it said, so nobody else ever has it, and a merger that a crash cut in
   * two is completed by asking for it again.
   */
  private async merge(
    id: string,
    command: ActivityCommandOf<'MergeActivity'>,
    context: CommandContext,
    run: (gather: Gather) => Promise<Executed<ActivityEvent>>,
  ): Promise<Executed<ActivityEvent>> {
    const merger = `activity-${id}/${command.data.fromActivityId}`;
    let reservedIn: string | undefined;
    try {
      return await run(async (state) => {
        if (!state) return { other: undefined, monthClosed: false };
        await this.reserveMerger(state.councilId, merger, context);
        reservedIn = state.councilId;
        return this.marked(id, command, state, context);
      });
    } finally {
      if (reservedIn) await release(this.store, 'merger', reservedIn, merger, { context });
    }
  }

  private reserveMerger(councilId: string, merger: string, context: CommandContext): Promise<void> {
    const { message, ruleId } = activityRefusals['activity/merger-in-progress'];
    return reserve(this.store, 'merger', councilId, merger, {
      context,
      // No request outlives the grace of a reservation: whoever still has it by then has crashed.
      stillHeld: async () => false,
      refusal: { code: 'activity/merger-in-progress', message, ruleId },
    });
  }

  /** What the record that goes says, once it is marked. Nothing is marked for a merger that would be refused. */
  private async marked(
    id: string,
    command: ActivityCommandOf<'MergeActivity'>,
    state: ActivityState,
    context: CommandContext,
  ): Promise<ActivityFacts['MergeActivity']> {
    const { fromActivityId, reason } = command.data;
    const monthClosed = await this.monthClosed(state);
    const other = await this.mergeable(fromActivityId);
    activity.decide({ ...command, facts: { other, monthClosed } }, state);
    const wish = { type: 'MarkActivityMerged', data: { intoActivityId: id, reason } } as const;
    await this.execute(new ToActivity(fromActivityId, wish, byService(context)));
    return { other: await this.mergeable(fromActivityId), monthClosed };
  }

  private async mergeable(id: string): Promise<MergeableActivity | undefined> {
    return toMergeable(id, (await load(this.store, activity, id)).state);
  }
}

type Gather = (state: ActivityState) => Promise<ActivityCommand['facts']>;

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
