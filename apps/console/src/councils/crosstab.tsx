import { Link } from 'react-router';
import type { Schemas } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { ScrollRegion } from '../parts/scroll-region';

type Council = Schemas['Council'];

/** Active members by district and kind, as R-12 counts them; each number leads to the members behind it. */
export function MembersByDistrict({ council, table }: Readonly<{ council: Council; table: Schemas['ReportTable'] }>) {
  const t = useText();
  const { options } = useLabels();
  const kinds = new Set(options('unitKinds').map(({ value }) => value));
  const linkTo = (row: string, column: string): string | undefined => {
    if (column === 'twoNew') return undefined;
    const filter = new URLSearchParams({ tab: 'members', status: 'ACTIVE' });
    if (row !== 'total') filter.set('district', row);
    if (kinds.has(column)) filter.set('kind', column);
    return `/councils/${council.id}?${filter}`;
  };
  const title = t('成员单位（按区和类别）', 'Members by district and kind');
  return (
    <Section
      title={title}
      extra={<Link to={`/councils/${council.id}?tab=members`}>{t('全部成员', 'All members')}</Link>}
    >
      <ScrollRegion label={t(`${title}：表格`, `${title}: table`)}>
        <table className="glance-table">
          <thead>
            <tr>
              <th scope="col">{t('所在区', 'District')}</th>
              {table.columns.map(({ key, title: heading }) => (
                <th key={key} scope="col" className="number">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ key, label, cells }) => (
              <tr key={key} className={key === 'total' ? 'total' : undefined}>
                <th scope="row">{label}</th>
                {table.columns.map((column) => {
                  const text = cells[column.key]?.text ?? '';
                  const to = linkTo(key, column.key);
                  return (
                    <td key={column.key} className="number">
                      {to && text !== '0' ? <Link to={to}>{text}</Link> : text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}

/** For who reads no reports: the way to the lists. */
export function MembersListed({ council }: Readonly<{ council: Council }>) {
  const t = useText();
  const list = `/councils/${council.id}?tab=members&status=ACTIVE`;
  return (
    <Section title={t('成员单位', 'Members')}>
      <ul className="glance-links">
        {council.hostDistricts.map(({ code, name }) => (
          <li key={code}>
            <Link to={`${list}&district=${code}`}>{t(`${name}的成员`, `Members of ${name}`)}</Link>
          </li>
        ))}
        <li>
          <Link to={list}>{t('全部成员', 'All members')}</Link>
        </li>
      </ul>
    </Section>
  );
}
