import type { Client } from './client.js';

/** An answer, read as it comes. */
type Json = any;

/** A figure of a report as a reader sees it. */
export type Figure = Readonly<{
  text: string;
  numerator?: number | string;
  denominator?: number | string;
  events: number;
}>;

/** The reports of a council as somebody reads them. */
export class ReportReader {
  constructor(
    private readonly client: Client,
    private readonly councilId: string,
  ) {}

  read(code: string, period: string, query = ''): Promise<Json> {
    return this.client.must('GET', `/reports/${code}?councilId=${this.councilId}&period=${period}${query}`);
  }

  /** What the cells with those keys read. */
  async texts(code: string, period: string, keys: readonly string[], query = ''): Promise<string[]> {
    const report = await this.read(code, period, query);
    return keys.map((key) => figureOf(report, key).text);
  }

  /** The events that a cell opens to. */
  async behind(code: string, period: string, key: string, query = ''): Promise<Json[]> {
    const address = `councilId=${this.councilId}&period=${period}&limit=200&key=${encodeURIComponent(key)}${query}`;
    return (await this.client.must('GET', `/reports/${code}/cells?${address}`)).items;
  }

  /** The report as a file. */
  file(code: string, period: string, format: 'csv' | 'xlsx', query = '') {
    return this.client.get(`/reports/${code}?councilId=${this.councilId}&period=${period}&format=${format}${query}`);
  }
}

/** The cell with that key, wherever it stands. */
export function figureOf({ tables }: Json, key: string): Figure {
  const cells: (Figure & { key: string })[] = tables
    .flatMap(({ rows }: Json) => rows)
    .flatMap((row: Json) => Object.values(row.cells));
  return cells.find((cell) => cell.key === key) ?? { text: `no cell ${key}`, events: 0 };
}

/** The notes below a table. */
export const notesOf = ({ tables }: Json, table: string): string =>
  tables.find(({ id }: Json) => id === table).notes.join('\n');

/** Closes a month, waits until it has settled, generates a report of it and has somebody else publish that. */
export async function publish(
  [preparer, publisher]: readonly [Client, Client],
  councilId: string,
  month: string,
  settle: () => Promise<void>,
  reportCode = 'R-01',
): Promise<string> {
  await preparer.must('POST', `/councils/${councilId}/periods/${month}/closing`);
  await settle();
  const report = `/councils/${councilId}/periods/${month}/reports/${reportCode}`;
  const { position } = await preparer.must('POST', `${report}/generation`);
  const { contentHash } = await preparer.must('GET', `${report}/versions/1?minPosition=${position}`);
  const published = await publisher.must('POST', `${report}/publication`, { contentHash });
  await publisher.must('GET', `${report}/versions/1?minPosition=${published.position}`);
  return contentHash;
}

/** A unit, or a guest, that came with so many. */
export const came = (who: string | Readonly<{ name: string; districtCode?: string }>, onSite: number, remote = 0) => ({
  ...(typeof who === 'string' ? { unitId: who } : { guest: who }),
  ...{ onSite, remote },
});
