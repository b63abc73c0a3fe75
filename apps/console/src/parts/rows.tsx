import { Button, Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { numberText } from '../language/format';
import { useText } from '../language/language';
import { useIsNarrow } from './narrow';
import { Nothing } from './states';

export type Column<Row> = Readonly<{
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  align?: 'right';
  width?: number | string;
  /** The heading of the card on a narrow screen; the first column unless another says so. */
  isHeading?: boolean;
}>;

type Props<Row> = Readonly<{
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** What to say when there are none. */
  empty: ReactNode;
  /** There are more rows than these. */
  more?: (() => void) | undefined;
  isLoadingMore?: boolean;
  caption: string;
}>;

/** From here on nobody counts at a glance. */
const COUNTED_FROM = 10;

/** Rows as a table; on a narrow screen as cards with the same content. */
export function Rows<Row extends object>({ rows, columns, rowKey, empty, more, isLoadingMore, caption }: Props<Row>) {
  const t = useText();
  const isNarrow = useIsNarrow();
  if (rows.length === 0) return <Nothing>{empty}</Nothing>;
  const heading = columns.find(({ isHeading }) => isHeading) ?? columns[0];
  return (
    <>
      {isNarrow ? (
        <ul className="row-list" aria-label={caption}>
          {rows.map((row) => (
            <li key={rowKey(row)}>
              <strong>{heading?.render(row)}</strong>
              <dl>
                {columns
                  .filter((column) => column !== heading)
                  .map(({ key, title, render }) => (
                    <div key={key} style={{ display: 'contents' }}>
                      <dt>{title}</dt>
                      <dd>{render(row)}</dd>
                    </div>
                  ))}
              </dl>
            </li>
          ))}
        </ul>
      ) : (
        <Table<Row>
          aria-label={caption}
          size="middle"
          dataSource={rows as Row[]}
          rowKey={rowKey}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={columns.map(
            ({ key, title, render, align, width }): TableColumnType<Row> => ({
              key,
              title,
              render: (_, row) => render(row),
              ...(align ? { align, className: 'number' } : {}),
              ...(width ? { width } : {}),
            }),
          )}
        />
      )}
      {(more || rows.length >= COUNTED_FROM) && (
        <p className="quiet row-count">
          {more
            ? t(`已列出${numberText(rows.length)}项，还有更多。`, `${numberText(rows.length)} shown; there are more.`)
            : t(`共${numberText(rows.length)}项。`, `${numberText(rows.length)} in all.`)}
        </p>
      )}
      {more && (
        <div style={{ textAlign: 'center', marginTop: 12 }}>
          <Button onClick={more} loading={isLoadingMore ?? false}>
            {t('加载更多', 'Load more')}
          </Button>
        </div>
      )}
    </>
  );
}
