import type { Provider, Type } from '@nestjs/common';
import { ActivityQueries } from './activities/activity.queries.js';
import { AgreementQueries } from './agreements/agreement.queries.js';
import { ChangeQueries } from './changes/change.queries.js';
import { ChangeStreamLimits, ChangeStreams, changeStreamLimits } from './changes/change-streams.js';
import { RunnerChanges, ViewChanges } from './changes/view-changes.js';
import { CodeListQueries } from './code-lists.queries.js';
import { CouncilQueries } from './councils/council.queries.js';
import { EventQueries } from './events.queries.js';
import { PeriodQueries } from './periods/period.queries.js';
import { ProjectQueries } from './projects/project.queries.js';
import { Reading } from './reading.js';
import { PeriodController } from './reports/period.controller.js';
import { PeriodHandler } from './reports/period.handler.js';
import { ReportQueries } from './reports/report.queries.js';
import { ReportCellQueries } from './reports/report-cell.queries.js';
import { ReportVersionQueries } from './reports/report-version.queries.js';
import { Reports } from './reports/reports.js';
import { SearchQueries } from './search/search.queries.js';
import { OnePagerQueries } from './units/one-pager.queries.js';
import { UnitQueries } from './units/unit.queries.js';
import { WorkListQueries } from './work-list/work-list.queries.js';

/** What the module mounts. */
export const controllers: Type[] = [
  WorkListQueries,
  SearchQueries,
  UnitQueries,
  OnePagerQueries,
  CouncilQueries,
  AgreementQueries,
  ProjectQueries,
  ActivityQueries,
  PeriodQueries,
  PeriodController,
  ReportQueries,
  ReportCellQueries,
  ReportVersionQueries,
  EventQueries,
  ChangeQueries,
  CodeListQueries,
];
export const providers: Provider[] = [
  Reading,
  Reports,
  PeriodHandler,
  ChangeStreams,
  { provide: ViewChanges, useClass: RunnerChanges },
  { provide: ChangeStreamLimits, useValue: changeStreamLimits },
];
