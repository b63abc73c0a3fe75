import type { ReportRequest } from '@lianjian/reporting/frame';
import { buildActivityReport } from '@lianjian/reporting/r01-activity';
import { buildParticipationReport } from '@lianjian/reporting/r02-participation';
import { buildFrequencyReport } from '@lianjian/reporting/r03-frequency';
import { buildAgreementReport } from '@lianjian/reporting/r04-agreements';
import { buildProjectReport } from '@lianjian/reporting/r05-projects';
import { buildMembershipReport } from '@lianjian/reporting/r12-membership';
import type { Report, ReportCode } from '@lianjian/reporting/report';
import { type EventStreams, eventStreamsOf } from './event-streams.js';
import type { Db } from './known-at.js';
import {
  type Asked,
  activityReportFacts,
  agreementReportFacts,
  frequencyReportFacts,
  membershipReportFacts,
  projectReportFacts,
} from './report-facts.js';

/** How the figures are to be told, the facts being what they are. */
export type Telling = Pick<ReportRequest, 'lens' | 'mode' | 'generatedFor' | 'outward'>;

/** A report whose facts are there: it can be told in several ways. */
export type PreparedReport = Readonly<{
  tell(telling: Telling): Report;
  streams: EventStreams;
}>;

type Facts = Parameters<typeof eventStreamsOf>[0];
type Prepare = (db: Db, asked: Asked) => Promise<PreparedReport>;

const report =
  <F extends Facts>(
    gather: (db: Db, asked: Asked) => Promise<F>,
    build: (facts: F, request: ReportRequest) => Report,
  ): Prepare =>
  async (db, asked) => {
    const facts = await gather(db, asked);
    const { period, asOf } = asked;
    return { tell: (telling) => build(facts, { ...telling, period, asOf }), streams: eventStreamsOf(facts) };
  };

const catalogue: Readonly<Record<ReportCode, Prepare>> = {
  'R-01': report(activityReportFacts, buildActivityReport),
  'R-02': report(frequencyReportFacts, buildParticipationReport),
  'R-03': report(frequencyReportFacts, buildFrequencyReport),
  'R-04': report(agreementReportFacts, buildAgreementReport),
  'R-05': report(projectReportFacts, buildProjectReport),
  'R-12': report(membershipReportFacts, buildMembershipReport),
};

/** Gathers the facts of a report. */
export const prepareReport = (db: Db, code: ReportCode, asked: Asked): Promise<PreparedReport> =>
  catalogue[code](db, asked);
