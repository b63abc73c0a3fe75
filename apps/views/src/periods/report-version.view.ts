import type { ReportCode } from '@lianjian/periods/codes';
import { period } from '@lianjian/periods/decider';
import type { PeriodEvent, PeriodEventOf } from '@lianjian/periods/events';
import { instant, VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import { Column, Entity, Index } from 'typeorm';

type Content = PeriodEventOf<'ReportGenerated'>['data']['content'];
type ChangedCell = PeriodEventOf<'ReportCorrectionIssued'>['data']['cells'][number];

/** One version of a report of one month; the key is `<councilId>-<YYYY-MM>/<reportCode>/<versionNo>`. */
@Entity({ schema: 'views', name: 'report_version' })
@Index('report_version_period', ['periodId'])
export class ReportVersionRow extends VersionedRow {
  @Column({ type: 'text', name: 'period_id', collation: 'C' }) readonly periodId!: string;
  @Column('text', { name: 'report_code' }) readonly reportCode!: ReportCode;
  @Column('int', { name: 'version_no' }) readonly versionNo!: number;
  /** What could be known: facts recorded at or before it. */
  @Column('timestamptz', { name: 'as_of', transformer: instant }) readonly asOf!: string;
  @Column('text', { name: 'measure_version' }) readonly measureVersion!: string;
  @Column('jsonb') readonly content!: Content;
  @Column('text', { name: 'content_hash' }) readonly contentHash!: string;
  @Column('text', { name: 'prepared_by' }) readonly preparedBy!: string;
  /** Null while it is a draft. */
  @Column('timestamptz', { name: 'published_at', nullable: true, transformer: instant })
  readonly publishedAt!: string | null;
  @Column('text', { name: 'published_by', nullable: true }) readonly publishedBy!: string | null;
  /** Of a correction: every figure that changed since the version before, why, and because of which events. */
  @Column('jsonb') readonly cells!: readonly ChangedCell[];
  @Column('text', { nullable: true }) readonly reason!: string | null;
  @Column('text', { name: 'caused_by_events', array: true }) readonly causedByEvents!: readonly string[];
}

export const reportVersionView: View<ReportVersionRow, PeriodEvent> = {
  entity: ReportVersionRow,
  category: period.category,
  upcasters: period.upcasters,

  keys(event) {
    const of = (code: string, versionNo: number) => [`${event.streamId}/${code}/${versionNo}`];
    switch (event.type) {
      case 'ReportGenerated':
      case 'ReportPublished':
        return of(event.data.reportCode, event.data.versionNo);
      case 'ReportCorrectionIssued':
        return of(event.data.reportCode, event.data.toVersion);
      default:
        return [];
    }
  },

  project(row, event) {
    switch (event.type) {
      case 'ReportGenerated': {
        const { reportCode, versionNo, asOf, measureVersion, content, contentHash, generatedBy } = event.data;
        return {
          ...{ periodId: event.streamId, reportCode, versionNo, asOf, measureVersion, content, contentHash },
          preparedBy: generatedBy,
          ...UNPUBLISHED,
          cells: [],
          reason: null,
          causedByEvents: [],
        };
      }
      case 'ReportCorrectionIssued': {
        const { reportCode, toVersion: versionNo, asOf, measureVersion, content, contentHash } = event.data;
        const { orderedBy, cells, reason, causedByEvents } = event.data;
        return {
          ...{ periodId: event.streamId, reportCode, versionNo, asOf, measureVersion, content, contentHash },
          preparedBy: orderedBy,
          ...UNPUBLISHED,
          cells,
          reason,
          causedByEvents,
        };
      }
      case 'ReportPublished':
        return row && { ...row, publishedAt: event.metadata.recordedAt, publishedBy: event.data.publishedBy };
      default:
        return undefined;
    }
  },
};

const UNPUBLISHED = { publishedAt: null, publishedBy: null } as const;
