import { Link } from 'react-router';
import type { Schemas } from '../api/client';
import { instantText } from '../language/format';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { Rows } from '../parts/rows';
import { useMe } from '../session/session';
import { catalogue } from './catalogue';
import { GenerateReport, PublishReport } from './month-commands';
import { type ReportState, stateOf } from './month-state';
import { useMonthPeople } from './people';

type Period = Schemas['Period'];
type Props = Readonly<{ period: Period; mayDecide: boolean }>;

/** The reports of a month with their versions, and what can be done about each. */
export function MonthReports({ period, mayDecide }: Props) {
  const t = useText();
  const { councilId, month } = period;
  const nameOf = useMonthPeople(councilId, month);
  return (
    <Section title={t('本月各报告', 'Reports of the month')}>
      <Rows
        caption={t('本月各报告', 'Reports of the month')}
        rows={catalogue.map((entry) => ({ ...entry, ...stateOf(period, entry.code) }))}
        rowKey={({ code }) => code}
        empty={null}
        columns={[
          { key: 'title', title: t('报告', 'Report'), render: ({ code, title }) => `${code} ${t(...title)}` },
          {
            key: 'versions',
            title: t('版本', 'Versions'),
            render: ({ code, versions }) =>
              versions.length === 0 ? (
                <span className="quiet">{t('未生成', 'Not generated')}</span>
              ) : (
                <ul className="version-lines">
                  {versions.map(({ versionNo, publishedAt, publishedBy, preparedBy, reason }) => (
                    <li key={versionNo}>
                      <Link to={`/councils/${councilId}/months/${month}/${code}/v/${versionNo}`}>
                        {t(`第${versionNo}版`, `Version ${versionNo}`)}
                      </Link>{' '}
                      <span className="quiet">
                        {publishedAt
                          ? `${t('发布', 'published')} ${instantText(publishedAt)} ${nameOf(publishedBy) ?? ''}`
                          : `${t('待发布，编制', 'to be published, prepared by')} ${nameOf(preparedBy) ?? ''}`}
                        {reason !== null && t(`；事由：${reason}`, `; reason: ${reason}`)}
                      </span>
                    </li>
                  ))}
                </ul>
              ),
          },
          ...(mayDecide
            ? [
                {
                  key: 'next',
                  title: t('办理', 'Next'),
                  render: (state: ReportState) => <NextOf state={state} period={period} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function NextOf({ state: { code, draft, published }, period }: Omit<Props, 'mayDecide'> & { state: ReportState }) {
  const t = useText();
  const { account } = useMe();
  if (draft) {
    if (draft.preparedBy === account.id)
      return <span className="quiet">{t('须由另一人发布', 'For another person to publish')}</span>;
    const { versionNo, contentHash } = draft;
    return <PublishReport {...{ period, code, versionNo, contentHash }} button={{ size: 'small' }} />;
  }
  if (!published) return <GenerateReport period={period} code={code} button={{ size: 'small' }} />;
  return (
    <Link to={`/reports/${code}?councilId=${period.councilId}&period=${period.month}`}>
      {t('与实时对照', 'Compare with live')}
    </Link>
  );
}
