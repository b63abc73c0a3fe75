import { activity } from '@lianjian/activities/decider';
import { agreement } from '@lianjian/agreements/decider';
import { council } from '@lianjian/councils/decider';
import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { period } from '@lianjian/periods/decider';
import type { VersionedRow } from '@lianjian/projections/versioned-row';
import { project } from '@lianjian/projects/decider';
import { unit } from '@lianjian/units/decider';
import { Controller, Get, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActivityRow } from './activities/activity.view.js';
import { AgreementRow } from './agreements/agreement.view.js';
import { CouncilRow } from './councils/council.view.js';
import { assertOpened, entryOf, historyEntry } from './history.js';
import { PeriodRow } from './periods/period.view.js';
import { ProjectRow } from './projects/project.view.js';
import { type AnyAggregate, Reading } from './reading.js';
import { UnitRow } from './units/unit.view.js';
import type { Subject } from './visibility.js';

/** The kinds of streams that can be looked into; others are nobody's business but the service's. */
const LOOKED_INTO: Readonly<Record<Subject, Readonly<{ aggregate: AnyAggregate; rows: new () => VersionedRow }>>> = {
  unit: { aggregate: unit, rows: UnitRow },
  council: { aggregate: council, rows: CouncilRow },
  agreement: { aggregate: agreement, rows: AgreementRow },
  project: { aggregate: project, rows: ProjectRow },
  activity: { aggregate: activity, rows: ActivityRow },
  period: { aggregate: period, rows: PeriodRow },
};

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const streamName = z
  .string()
  .regex(new RegExp(`^(?:(?:unit|council|agreement|project|activity)-${UUID}|period-${UUID}-\\d{4}-\\d{2})$`), {
    error: '事件流名称格式不正确',
  })
  .meta({ description: '事件流，如 activity-<编号>' });
const streamVersion = z.coerce.number().int().min(1).max(2_147_483_647).meta({ description: '流内序号，自1起' });

@Controller('events')
export class EventQueries {
  constructor(private readonly reading: Reading) {}

  @Get(':stream/:version')
  @Operation('getEvent', { summary: '查看一条事件', response: historyEntry })
  async get(
    @Param('stream', parse(streamName)) stream: string,
    @Param('version', parse(streamVersion)) version: number,
    @Context() context: RequestContext,
  ) {
    const subject = stream.slice(0, stream.indexOf('-')) as Subject;
    const { aggregate, rows } = LOOKED_INTO[subject];
    await assertOpened(this.reading, rows, subject, stream.slice(subject.length + 1), context);
    const [event] = await this.reading.store.read(stream, version);
    if (!event) throw notFound();
    return entryOf(event, aggregate);
  }
}
