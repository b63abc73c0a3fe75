import { activity } from '@lianjian/activities/decider';
import { agreement } from '@lianjian/agreements/decider';
import { council } from '@lianjian/councils/decider';
import { period } from '@lianjian/periods/decider';
import type { VersionedRow } from '@lianjian/projections/versioned-row';
import { project } from '@lianjian/projects/decider';
import { unit } from '@lianjian/units/decider';
import { ActivityRow } from './activities/activity.view.js';
import { AgreementRow } from './agreements/agreement.view.js';
import { CouncilRow } from './councils/council.view.js';
import { PeriodRow } from './periods/period.view.js';
import { ProjectRow } from './projects/project.view.js';
import type { AnyAggregate } from './reading.js';
import { UnitRow } from './units/unit.view.js';
import type { Subject } from './visibility.js';

/** The kinds of streams that can be looked into; others are nobody's business but the service's. */
export const subjects: Readonly<Record<Subject, Readonly<{ aggregate: AnyAggregate; rows: new () => VersionedRow }>>> =
  {
    unit: { aggregate: unit, rows: UnitRow },
    council: { aggregate: council, rows: CouncilRow },
    agreement: { aggregate: agreement, rows: AgreementRow },
    project: { aggregate: project, rows: ProjectRow },
    activity: { aggregate: activity, rows: ActivityRow },
    period: { aggregate: period, rows: PeriodRow },
  };

export const isSubject = (name: string): name is Subject => Object.hasOwn(subjects, name);
