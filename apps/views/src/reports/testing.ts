import type { CommandContext } from '@lianjian/event-sourcing/command-context';
import { businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';
import { ViewRunner } from '@lianjian/projections/view-runner';
import { CommandBus } from '@nestjs/cqrs';
import type { Json, ReadSide } from '../testing.js';
import { type PeriodWish, ToPeriod } from './period.handler.js';

/** A figure as it is answered. */
export type Figure = Readonly<{
  key: string;
  text: string;
  numerator?: number | string;
  denominator?: number | string;
  events: number;
}>;

/** The reports of one council and period as one reader sees them. */
export class ReportReader {
  constructor(
    private readonly side: ReadSide,
    private readonly councilId: string,
    private readonly period: string,
    private readonly reader: Actor,
  ) {}

  async read(code: string, query = '', actor = this.reader): Promise<Json> {
    const path = `reports/${code}?councilId=${this.councilId}&period=${this.period}${query}`;
    const { status, body } = await this.side.get(path, actor);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** What cells read. */
  async texts(code: string, keys: readonly string[], query = ''): Promise<string[]> {
    const report = await this.read(code, query);
    return keys.map((key) => figureOf(report, key).text);
  }

  /** The events that a cell opens to. */
  async behind(code: string, key: string, query = ''): Promise<Json[]> {
    const asked = `councilId=${this.councilId}&period=${this.period}&limit=200&key=${encodeURIComponent(key)}${query}`;
    return (await this.side.get(`reports/${code}/cells?${asked}`, this.reader)).body.items;
  }

  /** How many cells of a report have events behind them, and what is wrong with those events. */
  async openEveryCell(code: string): Promise<Readonly<{ opened: number; faults: readonly string[] }>> {
    const cells = figuresOf(await this.read(code));
    const faults: string[] = [];
    for (const { key, events } of cells) {
      const found = await this.behind(code, key);
      for (const { stream, version, eventId } of found) {
        const [event] = await this.side.store.read(stream, version);
        if (event?.id !== eventId) faults.push(`${key}: ${eventId} is not in ${stream}`);
      }
      if (found.length !== events) faults.push(`${key}: ${found.length} of ${events}`);
    }
    return { opened: cells.filter(({ events }) => events > 0).length, faults };
  }

  /** Sends a command of the month as the edge does, and waits until everybody can see what it did. */
  async send(wish: PeriodWish, actor: Actor, at: Instant): Promise<void> {
    const metadata: CommandContext['metadata'] = (reasons) => ({
      ...{ source: 'UI', correlationId: 'spec', causationId: 'spec', ...reasons },
    });
    const context: CommandContext = {
      ...{ actor, at, occurredOn: businessDateOf(at), metadata },
      newId: () => {
        throw new Error('No command of a period makes anything new');
      },
      options: (reasons) => ({ metadata: metadata(reasons) }),
    };
    const sent = new ToPeriod(`${this.councilId}-${this.period}`, wish, context);
    const { position } = await this.side.app.get(CommandBus).execute(sent);
    if (position) await this.side.app.get(ViewRunner).waitFor(position, 5_000);
  }
}

/** The cell with that key, wherever it stands. */
export const figureOf = (report: Json, key: string): Figure =>
  figuresOf(report).find((figure) => figure.key === key) ?? { key, text: `no cell ${key}`, events: 0 };

/** The rows of a table. */
export const rowsOf = ({ tables }: Json, table: string): Json[] => tables.find(({ id }: Json) => id === table).rows;

const figuresOf = ({ tables }: Json): Figure[] =>
  tables.flatMap(({ rows }: Json) => rows).flatMap(({ cells }: Json) => Object.values(cells));
