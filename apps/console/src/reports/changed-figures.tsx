import type { Schemas } from '../api/client';
import { useText } from '../language/language';
import { ScrollRegion } from '../parts/scroll-region';

type Changed = Schemas['ReportVersionEntry']['cells'][number] & Readonly<{ difference?: string }>;

type Props = Readonly<{
  cells: readonly Changed[];
  names: ReadonlyMap<string, string>;
  /** Unfolded from the start. */
  open?: boolean;
  /** What the two columns are; 已发布 and 实时 unless said. */
  titles?: readonly [was: string, is: string];
}>;

/** Every figure that reads differently, folded. */
export function ChangedFigures({ cells, names, open = false, titles }: Props) {
  const t = useText();
  const [was, is] = titles ?? [t('已发布', 'Published'), t('实时', 'Live')];
  const nothing = t('无', 'none');
  const hasDifference = cells.some(({ difference }) => difference !== undefined);
  return (
    <details className="changed-figures" open={open}>
      <summary>{t(`查看有变动的${cells.length}个数字`, `The ${cells.length} changed figures`)}</summary>
      <ScrollRegion label={t('有变动的数字', 'Changed figures')}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">{t('数字', 'Figure')}</th>
              <th scope="col" className="report-number">
                {was}
              </th>
              <th scope="col" className="report-number">
                {is}
              </th>
              {hasDifference && (
                <th scope="col" className="report-number">
                  {t('相差', 'Difference')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {cells.map(({ key, old, new: now, difference }) => (
              <tr key={key}>
                <th scope="row">{names.get(key) ?? key}</th>
                <td className="report-number">{old?.text ?? nothing}</td>
                <td className="report-number">{now?.text ?? nothing}</td>
                {hasDifference && <td className="report-number">{difference}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
