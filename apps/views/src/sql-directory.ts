import { Directory } from '@lianjian/event-sourcing/directory';
import { EventFeed } from '@lianjian/event-sourcing/event-feed';
import { ProblemError } from '@lianjian/http/problem';
import { ViewRunner } from '@lianjian/projections/view-runner';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const PATIENCE_MS = 5_000;

/** The views know which agreements name a unit; they are asked only once they have seen all that was recorded by now. */
@Injectable()
export class SqlDirectory extends Directory {
  constructor(
    private readonly db: DataSource,
    private readonly feed: EventFeed,
    private readonly runner: ViewRunner,
  ) {
    super();
  }

  agreementsOfUnit(unitId: string): Promise<readonly string[]> {
    return this.keys('SELECT key FROM views.agreement WHERE superseded_at IS NULL AND unit_ids @> ARRAY[$1]', unitId);
  }

  agreementsOfCouncil(councilId: string): Promise<readonly string[]> {
    return this.keys('SELECT key FROM views.agreement WHERE superseded_at IS NULL AND council_id = $1', councilId);
  }

  agreementsDue(on: string): Promise<readonly string[]> {
    return this.keys(
      `SELECT key FROM views.agreement
        WHERE superseded_at IS NULL AND NOT voided AND terminated_from IS NULL AND active_from IS NOT NULL
          AND (active_from <= $1 AND NOT (state->'activated')::boolean OR term_to < $1 AND NOT (state->'expired')::boolean)
        ORDER BY key`,
      on,
    );
  }

  projectsOfCouncil(councilId: string): Promise<readonly string[]> {
    return this.keys('SELECT key FROM views.project WHERE superseded_at IS NULL AND council_id = $1', councilId);
  }

  private async keys(query: string, parameter: string): Promise<readonly string[]> {
    const end = await this.feed.end();
    if (end !== undefined && !(await this.runner.waitFor(end, PATIENCE_MS))) {
      throw new ProblemError(503, 'views/behind', '查询数据尚未更新完成，请稍后再试', { retryAfter: 2 });
    }
    const rows = (await this.db.query(query, [parameter])) as { key: string }[];
    return rows.map(({ key }) => key);
  }
}
