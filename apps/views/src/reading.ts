import type { Aggregate, Command, DomainEvent } from '@lianjian/event-sourcing/decider';
import { EventFeed } from '@lianjian/event-sourcing/event-feed';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { ProblemError } from '@lianjian/http/problem';
import { instant } from '@lianjian/kernel/fields';
import { ViewRunner } from '@lianjian/projections/view-runner';
import { Injectable } from '@nestjs/common';
import { DataSource, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import type { Condition } from './visibility.js';

/** How long a query waits for the write it wants to see. */
const PATIENCE_MS = 5_000;

/** What every query takes. */
export const readQuery = z.strictObject({
  asOf: instant.optional().meta({ description: '按该时点已记录的数据查询；不填为当前' }),
  minPosition: z
    .string()
    .max(100)
    .optional()
    .meta({ description: '写入命令返回的 position；等到该次写入可见后再查询' }),
});
export type ReadQuery = z.output<typeof readQuery>;

/** What every query needs besides its own tables. */
@Injectable()
export class Reading {
  constructor(
    readonly db: DataSource,
    readonly store: EventStore,
    private readonly feed: EventFeed,
    private readonly runner: ViewRunner,
  ) {}

  /** Resolves once the views have seen all that was recorded before the call. */
  async upToEnd(): Promise<void> {
    await this.upTo(await this.feed.end());
  }

  /** Resolves once the views have come as far as the position; refuses with 503 when that takes too long. */
  async upTo(minPosition: string | undefined): Promise<void> {
    if (minPosition === undefined) return;
    if (!(await this.arrived(minPosition))) {
      throw new ProblemError(503, 'views/behind', '查询数据尚未更新完成，请稍后再试', { retryAfter: 1 });
    }
  }

  private async arrived(position: string): Promise<boolean> {
    try {
      return await this.runner.waitFor(position, PATIENCE_MS);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new ProblemError(400, 'request/position', 'minPosition 须为写入命令返回的 position', {
        field: 'minPosition',
      });
    }
  }

  /** The rows of plain SQL with named parameters, as a `Condition` has them. */
  async rowsOf<Row>({ sql, parameters }: Condition): Promise<readonly Row[]> {
    return this.db.query<Row[]>(...this.db.driver.escapeQueryWithParameters(sql, { ...parameters }));
  }

  /** The version of the whole stream, as commands take it in `If-Match`; rows of its parts may be older. */
  async versionOf(category: string, id: string): Promise<number> {
    const rows = (await this.db.query('SELECT version FROM views.progress WHERE stream = $1', [
      `${category}-${id}`,
    ])) as { version: number }[];
    return rows[0]?.version ?? 0;
  }
}

/** Narrows a query to a condition of plain SQL with parameters of its own. */
export function where<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { sql, parameters }: Condition,
): SelectQueryBuilder<Row> {
  return query.andWhere(`(${sql})`, parameters);
}

/** An aggregate whatever its commands are: all that reading its stream needs. */
export type AnyAggregate = Pick<Aggregate<unknown, Command, DomainEvent>, 'category' | 'upcasters'>;
