import { roleMay } from '@lianjian/permissions/matrix';
import { Link, Navigate } from 'react-router';
import { useText } from '../language/language';
import { Page, Section } from '../parts/page';
import { useMe } from '../session/session';
import { catalogue } from './catalogue';
import './reports.css';

/** The reports by the question each answers. */
export function ReportsPage() {
  const t = useText();
  const { mandate } = useMe();
  // Units read what is published.
  if (!roleMay(mandate.role, 'getActivityReport')) return <Navigate to="/months" replace />;
  return (
    <Page
      title={t('报告', 'Reports')}
      lead={t(
        '数字都由登记的事实算出，每个数字都能点开看依据。',
        'Every figure is computed from what was recorded, and opens to what it rests on.',
      )}
      actions={<Link to="/months">{t('月度关账与已发布的报告', 'Months and published reports')}</Link>}
    >
      <Section title={t('您想知道什么', 'What do you want to know')}>
        <ul className="row-list report-catalogue">
          {catalogue.map(({ code, title, question }) => (
            <li key={code}>
              <Link to={`/reports/${code}`}>{t(...question)}</Link>
              <span className="quiet">
                {code} {t(...title)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
