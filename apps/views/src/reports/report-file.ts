import { Readable } from 'node:stream';
import { csv } from '@lianjian/reporting/csv';
import type { Report } from '@lianjian/reporting/report';
import { sheetsOf } from '@lianjian/reporting/sheets';
import { xlsx } from '@lianjian/reporting/xlsx';
import { StreamableFile } from '@nestjs/common';
import { z } from 'zod';

/** How a report is wanted; JSON unless the query or the Accept header says otherwise. */
export const format = z
  .enum(['json', 'csv', 'xlsx'])
  .optional()
  .meta({ description: '返回格式；不填按 Accept 请求头，默认 json' });
export type Format = 'json' | 'csv' | 'xlsx';

const MEDIA_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** For `produces` of an operation. */
export const exportTypes = Object.values(MEDIA_TYPES);

/** The wanted format; of several accepted media types the first one that there is. */
export function formatOf(asked: Format | undefined, accept: string | undefined): Format {
  if (asked) return asked;
  const accepted = (accept ?? '').split(',').map((type) => type.split(';', 1)[0]?.trim().toLowerCase());
  for (const type of accepted) {
    if (type === 'application/json' || type === '*/*') return 'json';
    if (type === MEDIA_TYPES.csv) return 'csv';
    if (type === MEDIA_TYPES.xlsx) return 'xlsx';
  }
  return 'json';
}

/** The report as a file for spreadsheets. It is written as fast as the reader takes it, and never held as a whole. */
export function reportFile(report: Report, as: Exclude<Format, 'json'>): StreamableFile {
  const sheets = sheetsOf(report);
  const content = as === 'csv' ? csv(sheets) : xlsx(sheets);
  return new StreamableFile(Readable.from(content, { objectMode: false, highWaterMark: 64 * 1024 }), {
    type: as === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8` : MEDIA_TYPES.xlsx,
    disposition: attachment(fileName(report, as), `${report.header.reportCode}_${report.header.period}.${as}`),
  });
}

function fileName({ header: { title, councilName, period, version } }: Report, extension: string): string {
  const name = [title, councilName, period, version === null ? '实时' : `第${version}版`].join('_');
  return `${name.replace(/[\\/:*?"<>|\s]+/g, ' ')}.${extension}`;
}

/** RFC 6266: the name in plain ASCII for old clients, and in RFC 5987's encoding for all others. */
function attachment(name: string, ascii: string): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
