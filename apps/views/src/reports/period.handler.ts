import { council } from '@lianjian/councils/decider';
import { type CommandContext, commandOf } from '@lianjian/event-sourcing/command-context';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { notFound } from '@lianjian/event-sourcing/errors';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { type Executed, execute, load } from '@lianjian/event-sourcing/execute';
import { parsePeriod } from '@lianjian/kernel/period';
import type { Instant } from '@lianjian/kernel/time';
import type { ComputedReport, PeriodCommand, PeriodCommandOf } from '@lianjian/periods/commands';
import { period } from '@lianjian/periods/decider';
import type { PeriodEvent } from '@lianjian/periods/events';
import { isClosed, type Period, type PeriodState, publishedVersions } from '@lianjian/periods/state';
import { within } from '@lianjian/permissions/actor';
import { changedCells } from '@lianjian/reporting/compare';
import { type ReportCode, type ReportContent, toContent } from '@lianjian/reporting/report';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Reading } from '../reading.js';
import { causesOf } from './causes.js';
import { knownCouncil } from './council-facts.js';
import { PUBLISHED } from './published-beside-live.js';
import { type PreparedReport, prepareReport } from './report-catalogue.js';

/** A period's command as it is wished for: which council and month is in its address, and nothing else is typed in. */
export type PeriodWish =
  | Readonly<{ type: 'ClosePeriod'; data: Readonly<Record<never, never>> }>
  | Wish<PeriodCommandOf<'GenerateReport' | 'PublishReport' | 'OrderCorrection'>>;

/** Carries any command to the period `<councilId>-<YYYY-MM>`. */
export class ToPeriod extends Command<Executed<PeriodEvent>> {
  constructor(
    readonly id: string,
    readonly wish: PeriodWish,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Closes months and computes the reports that are published: from the views, once they have seen all that was recorded. */
@CommandHandler(ToPeriod)
export class PeriodHandler implements ICommandHandler<ToPeriod> {
  constructor(
    private readonly store: EventStore,
    private readonly reading: Reading,
  ) {}

  async execute({ id, wish, context }: ToPeriod): Promise<Executed<PeriodEvent>> {
    const { councilId, month } = addressed(id);
    const { state: of } = await load(this.store, council, councilId);
    // The address names the council: whoever may not know of it is not told whether its month is closed.
    if (!within(context.actor, council.audience(of))) throw notFound();
    const addressedWish: Wish<PeriodCommand> =
      wish.type === 'ClosePeriod'
        ? { type: 'ClosePeriod', data: { councilId, month, councilDistricts: [...(of?.hostDistricts ?? [])] } }
        : wish;
    const command = commandOf<PeriodCommand>(addressedWish, context);
    const reason = 'reason' in wish.data ? wish.data.reason : undefined;
    return execute(this.store, period, id, command, context.options({ reason }), (state) =>
      this.facts(command, state, of !== undefined),
    );
  }

  private async facts(
    command: PeriodCommand,
    state: PeriodState,
    councilExists: boolean,
  ): Promise<PeriodCommand['facts']> {
    if (command.type === 'ClosePeriod') return { councilExists };
    // Of an open month there is nothing to say, and the decider says so.
    if (!isClosed(state) || command.type === 'PublishReport') return undefined;
    await this.reading.upToEnd();
    const { reportCode } = command.data;
    return command.type === 'GenerateReport'
      ? computed(await this.prepared(state, reportCode, state.cutoff), state.cutoff)
      : this.corrected(state, reportCode, command.at);
  }

  private async corrected(state: Period, reportCode: ReportCode, asOf: Instant) {
    const now = await this.prepared(state, reportCode, asOf);
    const report = computed(now, asOf);
    const last = publishedVersions(state, reportCode).at(-1);
    if (!last) return { ...report, causedByEvents: [] };
    const before = await this.prepared(state, reportCode, last.asOf);
    const changed = changedCells(last.content as unknown as ReportContent, report.content as ReportContent);
    const keys = new Set(changed.map(({ key }) => key));
    return { ...report, causedByEvents: await causesOf(this.store, { before, now, keys, since: last.asOf }) };
  }

  private async prepared({ councilId, month }: Period, code: ReportCode, asOf: Instant): Promise<PreparedReport> {
    const known = await knownCouncil(this.reading.db, councilId, asOf);
    if (!known) throw new Error(`The views do not know council ${councilId}, whose ${month} is closed`);
    return prepareReport(this.reading.db, code, { council: known, period: parsePeriod(month), asOf });
  }
}

function computed(prepared: PreparedReport, asOf: Instant): ComputedReport {
  const report = prepared.tell(PUBLISHED);
  return { content: toContent(report), asOf, measureVersion: report.header.measureVersion };
}

function addressed(id: string): Readonly<{ councilId: string; month: string }> {
  return { councilId: id.slice(0, -'-YYYY-MM'.length), month: id.slice(-'YYYY-MM'.length) };
}
