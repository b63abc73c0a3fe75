import { one, type Shape, silent } from '../fields';
import { changedCells, contentSize } from '../report-content';
import { code, council, counted, date, district, hash, instant, listOf, number, period } from '../values';
import { reason, type Telling } from './telling';

const reportVersion: Shape = {
  reportCode: one('报表', 'Report', code('reportCodes')),
  versionNo: one('版本', 'Version', counted('', '')),
};

const computed: Shape = {
  asOf: one('数据截至', 'Data as of', instant),
  measureVersion: one('口径版本', 'Version of the measures'),
  contentHash: one('内容指纹', 'Hash of the content', hash),
};

/** How the events of periods are told, by type. */
export const periods: Readonly<Record<string, Telling>> = {
  ReportingPeriodClosed: {
    shape: {
      councilId: one('联席会', 'Council', council),
      month: one('月份', 'Month', period),
      districts: one('主办区', 'Host districts', listOf(district)),
      dueOn: one('应关账日期', 'To be closed by', date),
      cutoff: one('数据截止', 'Facts recorded until', instant),
      closedAt: silent,
    },
  },
  ReportGenerated: { shape: { ...reportVersion, content: contentSize, ...computed, generatedBy: silent } },
  ReportPublished: {
    shape: { ...reportVersion, contentHash: one('内容指纹', 'Hash of the content', hash), publishedBy: silent },
  },
  ReportCorrectionIssued: {
    shape: {
      reportCode: one('报表', 'Report', code('reportCodes')),
      fromVersion: silent,
      toVersion: (to, { words, data }) => [
        {
          key: 'versionNo',
          label: [words.t('版本', 'Version')],
          before: number(data.fromVersion, words),
          value: number(to, words),
        },
      ],
      cells: changedCells,
      causedByEvents: (events, { words }) => [
        {
          key: 'causes',
          label: [words.t('引起更正的记录', 'Caused by')],
          value: [counted('条', 'records')(Array.isArray(events) ? events.length : 0, words)].flat(),
        },
      ],
      content: silent,
      ...computed,
      reason,
      orderedBy: silent,
    },
  },
};
