import { roleMay } from '@lianjian/permissions/matrix';
import { Link, Navigate } from 'react-router';
import { useText } from '../language/language';
import { Page, Section } from '../parts/page';
import { useMe } from '../session/session';
import { catalogue } from './catalogue';
import './reports.css';

/** The reports by name, each with the question that it answers. */
export function ReportsPage() {
  const t = useText();
  const { mandate } = useMe();
  // Units read what is published.
  if (!roleMay(mandate.role, 'getActivityReport')) return <Navigate to="/months" replace />;
  return (
    <Page
      title={t('报告', 'Reports')}
      lead={t(
        '数字均由登记的记录生成，点开任一数字可查看依据。',
        'Every figure is computed from what was recorded, and opens to what it rests on.',
      )}
      actions={<Link to="/months">{t('月度关账与已发布的报告', 'Months and published reports')}</Link>}
    >
      <Section title={t('全部报告', 'All reports')}>
        <ul className="row-list report-catalogue">
          {catalogue.map(({ code, title, question }) => (
            <li key={code}>
              <div>
                <Link to={`/reports/${code}`}>
                  <strong>{t(...title)}</strong>
                </Link>
                <div className="quiet">{t(...question)}</div>
              </div>
              <span className="code quiet">{code}</span>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
