import { Link } from 'react-router';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { ScrollRegion } from '../parts/scroll-region';
import { FigureCell, type Mark } from './figure-cell';
import type { Figure } from './figures';

/** A table of a report, live or stored. */
export type ReportTable = Readonly<{
  id: string;
  title: string;
  columns: readonly Readonly<{ key: string; title: string }>[];
  rows: readonly Readonly<{ key: string; label: string; cells: Readonly<Record<string, Figure>> }>[];
  notes: readonly string[];
}>;

type TableProps = Readonly<{
  table: ReportTable;
  /** Opens what a figure rests on; without it no figure can be opened. */
  open?: ((key: string) => void) | undefined;
  marks?: ReadonlyMap<string, Mark> | undefined;
}>;

/** Whatever a report says, table after table; every figure with events behind it opens to them. */
export function ReportTables({
  tables,
  ...rest
}: Omit<TableProps, 'table'> & Readonly<{ tables: readonly ReportTable[] }>) {
  return runsOf(tables).map((run) => (
    <div key={run[0]?.id} className={run.length > 1 ? 'report-tables' : ''}>
      {run.map((table) => (
        <Section key={table.id} title={table.title}>
          <ReportTableBlock table={table} {...rest} />
        </Section>
      ))}
    </div>
  ));
}

/** Narrow tables that follow one another stand in two columns; a wide one has the page's width. */
function runsOf(tables: readonly ReportTable[]): ReportTable[][] {
  const isWide = ({ columns }: ReportTable) => columns.length > 3;
  const runs: ReportTable[][] = [];
  for (const table of tables) {
    const before = runs.at(-1);
    if (before?.[0] && !isWide(table) && !isWide(before[0])) before.push(table);
    else runs.push([table]);
  }
  return runs;
}

// Whose rows are things that have a page; the row's key begins with the thing's id.
const LISTED: Readonly<Record<string, string>> = {
  silentUnits: '/units',
  moves: '/units',
  expiring: '/agreements',
  dormant: '/agreements',
  unfiled: '/agreements',
  unmetObligations: '/agreements',
  terminated: '/projects',
  references: '/activities',
};

function RowLabel({ tableId, rowKey, label }: Readonly<{ tableId: string; rowKey: string; label: string }>) {
  const path = LISTED[tableId];
  return path && rowKey !== 'total' ? <Link to={`${path}/${rowKey.split('/', 1)[0]}`}>{label}</Link> : label;
}

// Numbers of things, dates and the like are not broken.
const wordsClass = (text = '') => (text.length <= 20 ? 'report-short' : 'report-long');

/** One table with its notes; wide ones scroll inside. */
export function ReportTableBlock({ table, open, marks }: TableProps) {
  const t = useText();
  const { title, columns, rows, notes } = table;
  const isWords = (key: string) => rows.every(({ cells }) => (cells[key]?.format ?? 'TEXT') === 'TEXT');
  return (
    <>
      {rows.length === 0 ? (
        <p className="quiet report-none">{t('本期没有。', 'None in this period.')}</p>
      ) : (
        <ScrollRegion label={t(`${title}（表格）`, `${title} (table)`)}>
          <table className="report-table">
            <thead>
              <tr>
                <th scope="col">{t('项目', 'Item')}</th>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className={isWords(column.key) ? '' : 'report-number'}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, label, cells }) => (
                <tr key={key} className={key === 'total' ? 'report-total' : ''}>
                  <th scope="row">
                    <RowLabel tableId={table.id} rowKey={key} label={label} />
                  </th>
                  {columns.map((column) => (
                    <td
                      key={column.key}
                      className={isWords(column.key) ? wordsClass(cells[column.key]?.text) : 'report-number'}
                    >
                      <FigureCell
                        figure={cells[column.key]}
                        name={columns.length === 1 ? label : `${label} · ${column.title}`}
                        open={open}
                        mark={marks?.get(cells[column.key]?.key ?? '')}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {notes.map((note) => (
        <p key={note} className="quiet report-note">
          {t('注：', 'Note: ')}
          {note}
        </p>
      ))}
    </>
  );
}
