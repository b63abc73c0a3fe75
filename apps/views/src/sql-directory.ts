import { Directory } from '@lianjian/event-sourcing/directory';
import { Injectable } from '@nestjs/common';
import { Reading } from './reading.js';

/** The views know which agreements name a unit; they are asked only once they have seen all that was recorded by now. */
@Injectable()
export class SqlDirectory extends Directory {
  constructor(private readonly reading: Reading) {
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
    await this.reading.upToEnd();
    const rows = (await this.reading.db.query(query, [parameter])) as { key: string }[];
    return rows.map(({ key }) => key);
  }
}
