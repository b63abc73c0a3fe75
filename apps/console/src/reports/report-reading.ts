import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client';
import type { ReportCode } from './catalogue';
import type { ReportQuery } from './report-query';

type Report = Schemas['Report'];
export type ReportVersion = Schemas['ReportVersion'];

// One path a report in the API, each typed for itself.
const READ: Readonly<Record<ReportCode, (query: ReportQuery) => Promise<{ data?: Report | string }>>> = {
  'R-01': (query) => api.GET('/reports/R-01', { params: { query } }),
  'R-02': (query) => api.GET('/reports/R-02', { params: { query } }),
  'R-03': (query) => api.GET('/reports/R-03', { params: { query } }),
  'R-04': (query) => api.GET('/reports/R-04', { params: { query } }),
  'R-05': (query) => api.GET('/reports/R-05', { params: { query } }),
  'R-12': (query) => api.GET('/reports/R-12', { params: { query } }),
};

type Options = Readonly<{ enabled?: boolean; staleTime?: number }>;

/** A report, live or as known at an instant. The one before stays on screen until another choice is answered. */
export const useReport = (code: ReportCode, query: ReportQuery, options: Options = {}) =>
  useQuery({
    queryKey: ['report', code, query],
    queryFn: async () => notAFile((await READ[code](query)).data),
    placeholderData: keepPreviousData,
    ...options,
  });

type VersionOf = Readonly<{ councilId: string; month: string; code: ReportCode; versionNo: number | undefined }>;

/** A version of a report as it was made; nothing while it is not said which one. */
export const useReportVersion = ({ councilId, month, code, versionNo }: VersionOf) =>
  useQuery({
    queryKey: ['report-version', councilId, month, code, versionNo],
    queryFn: async () => {
      const { data } = await api.GET('/councils/{id}/periods/{month}/reports/{reportCode}/versions/{versionNo}', {
        params: { path: { id: councilId, month, reportCode: code, versionNo: versionNo ?? 0 } },
      });
      return notAFile(data);
    },
    enabled: versionNo !== undefined,
  });

/** The same operations answer files when asked to. */
function notAFile<Answer>(data: Answer | string | undefined): Answer {
  if (data === undefined || typeof data === 'string') throw new TypeError('The service answered a file');
  return data;
}
