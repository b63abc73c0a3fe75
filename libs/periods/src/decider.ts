import { type Aggregate, assertNever } from '@lianjian/event-sourcing/decider';
import { closingDayOf, coveredYears } from '@lianjian/kernel/calendar';
import { contentHash } from '@lianjian/kernel/canonical-json';
import { type Month, parsePeriod } from '@lianjian/kernel/period';
import { type BusinessDate, startOf } from '@lianjian/kernel/time';
import type { ReportCode } from './codes.js';
import type { PeriodCommand, PeriodCommandOf } from './commands.js';
import { changedCells } from './content.js';
import type { PeriodEvent } from './events.js';
import { refuse } from './refusals.js';
import {
  cutoffOf,
  type Draft,
  draftOf,
  type Period,
  type PeriodState,
  publishedVersions,
  type Report,
} from './state.js';

/** A council's month: closed once, then reported on in versions that never change. Its id is `<councilId>-<YYYY-MM>`. */
export const period: Aggregate<PeriodState, PeriodCommand, PeriodEvent> = {
  category: 'period',
  initialState: undefined,

  decide(command, state) {
    if (command.type === 'ClosePeriod') return close(command, state);
    if (!state) return refuse('period/not-closed');
    switch (command.type) {
      case 'GenerateReport':
        return generate(command, state);
      case 'PublishReport':
        return publish(command, state);
      case 'OrderCorrection':
        return orderCorrection(command, state);
      default:
        return assertNever(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'ReportingPeriodClosed') {
      const { councilId, month, districts, cutoff } = event.data;
      return { councilId, month, districts, cutoff, reports: {} };
    }
    if (!state) return state;
    switch (event.type) {
      case 'ReportGenerated': {
        const { reportCode, generatedBy, ...draft } = event.data;
        return withDraft(state, reportCode, { ...draft, preparedBy: generatedBy });
      }
      case 'ReportCorrectionIssued': {
        const { reportCode, toVersion, asOf, measureVersion, content, contentHash, orderedBy } = event.data;
        const draft = { versionNo: toVersion, asOf, measureVersion, content, contentHash, preparedBy: orderedBy };
        return withDraft(state, reportCode, draft);
      }
      case 'ReportPublished': {
        const { reportCode, publishedBy } = event.data;
        const draft = draftOf(state, reportCode);
        if (!draft) return state;
        const published = [...publishedVersions(state, reportCode), { ...draft, publishedBy }];
        return withReport(state, reportCode, { published });
      }
      default:
        return assertNever(event);
    }
  },

  reach(command, state) {
    const scope =
      command.type === 'ClosePeriod'
        ? { councils: [command.data.councilId], districts: command.data.councilDistricts }
        : period.audience(state);
    // What belongs to several districts is decided by none of them alone, but by the council's office or the city.
    const isShared = (scope.districts ?? []).length > 1;
    return isShared && command.by.role === 'DIST' ? { councils: scope.councils } : scope;
  },

  audience: (state) => (state ? { councils: [state.councilId], districts: state.districts } : {}),
};

const withReport = (state: Period, reportCode: ReportCode, report: Report): Period => ({
  ...state,
  reports: { ...state.reports, [reportCode]: report },
});

const withDraft = (state: Period, reportCode: ReportCode, draft: Draft): Period =>
  withReport(state, reportCode, { published: publishedVersions(state, reportCode), draft });

function close({ data, facts, at }: PeriodCommandOf<'ClosePeriod'>, state: PeriodState): readonly PeriodEvent[] {
  const { councilId, month, councilDistricts: districts } = data;
  if (state) return [];
  if (!facts.councilExists) return refuse('period/council-unknown');
  if (at < startOf(parsePeriod(month).until)) return refuse('period/not-over');
  return [
    {
      type: 'ReportingPeriodClosed',
      data: { councilId, month, districts, closedAt: at, cutoff: at, dueOn: dueDayOf(month) },
    },
  ];
}

/** The closing day of C3; null while the next month's calendar of working days is not known. */
function dueDayOf(month: Month): BusinessDate | null {
  const closingYear = Number(parsePeriod(month).until.slice(0, 4));
  return closingYear > coveredYears.last ? null : closingDayOf(month);
}

/** C3: the first version says what was recorded up to the cut-off, however late it is made. */
/**
 * How long a request that came before the close may take to be recorded. A report generated sooner could lack what
 * counts as known at the close.
 */
const SETTLING_MS = 60_000;

function generate({ data, facts, by, at }: PeriodCommandOf<'GenerateReport'>, state: Period): readonly PeriodEvent[] {
  const { reportCode } = data;
  const { content, asOf, measureVersion } = facts;
  if (publishedVersions(state, reportCode).length > 0) return refuse('report/already-published');
  if (asOf !== cutoffOf(state)) return refuse('report/not-as-of-cutoff');
  if (Date.parse(at) < Date.parse(asOf) + SETTLING_MS) return refuse('report/month-settling');
  const hash = contentHash(content);
  if (draftOf(state, reportCode)?.contentHash === hash) return [];
  return [
    {
      type: 'ReportGenerated',
      data: { reportCode, versionNo: 1, asOf, measureVersion, content, contentHash: hash, generatedBy: by.accountId },
    },
  ];
}

/** Four eyes: who prepared a version does not publish it. */
function publish({ data, by }: PeriodCommandOf<'PublishReport'>, state: Period): readonly PeriodEvent[] {
  const { reportCode, contentHash } = data;
  if (publishedVersions(state, reportCode).at(-1)?.contentHash === contentHash) return [];
  const draft = draftOf(state, reportCode);
  if (!draft) return refuse('report/not-generated');
  if (draft.contentHash !== contentHash) return refuse('report/content-hash-differs');
  if (draft.preparedBy === by.accountId) return refuse('report/preparer-cannot-publish');
  return [
    {
      type: 'ReportPublished',
      data: { reportCode, versionNo: draft.versionNo, contentHash, publishedBy: by.accountId },
    },
  ];
}

/** C4: the next version exists by order only, and lists every figure that changed. */
function orderCorrection(
  { data, facts, by }: PeriodCommandOf<'OrderCorrection'>,
  state: Period,
): readonly PeriodEvent[] {
  const { reportCode, reason } = data;
  const { content, asOf, measureVersion, causedByEvents } = facts;
  const last = publishedVersions(state, reportCode).at(-1);
  if (!last) return refuse('report/not-published');
  const hash = contentHash(content);
  if (draftOf(state, reportCode)?.contentHash === hash) return [];
  const cells = changedCells(last.content, content);
  if (cells.length === 0) return refuse('report/nothing-changed');
  return [
    {
      type: 'ReportCorrectionIssued',
      data: {
        reportCode,
        fromVersion: last.versionNo,
        toVersion: last.versionNo + 1,
        cells,
        reason,
        causedByEvents,
        asOf,
        measureVersion,
        content,
        contentHash: hash,
        orderedBy: by.accountId,
      },
    },
  ];
}
