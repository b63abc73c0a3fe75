import { roleMay } from '@lianjian/permissions/matrix';
import { Alert, Tag, Typography } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { queries } from '../api/client';
import { NotHere } from '../frame/not-here';
import { instantText, periodText } from '../language/format';
import { useText } from '../language/language';
import { Facts } from '../parts/facts';
import { CouncilName } from '../parts/names';
import { Page, Section } from '../parts/page';
import { kindOf } from '../parts/periods';
import { Loaded } from '../parts/states';
import { useMe } from '../session/session';
import { entryOf, type ReportCode } from './catalogue';
import { CauseList } from './cause-list';
import { ChangedFigures } from './changed-figures';
import { useDecides } from './deciding';
import { EvidenceDrawer } from './evidence-drawer';
import { ExportButtons } from './export-buttons';
import { figureNames } from './figures';
import { stateOf } from './month-state';
import { useMonthPeople } from './people';
import { PublishDraft } from './publish-draft';
import { type ReportVersion, useReportVersion } from './report-reading';
import { ReportTables } from './report-tables';
import './reports.css';

/** A version of a report as it was published, word by word; or as it waits to be. */
export function VersionPage() {
  const { id = '', month = '', reportCode, versionNo } = useParams();
  const entry = entryOf(reportCode);
  const number = Number(versionNo);
  if (!entry || kindOf(month) !== 'MONTH' || !Number.isInteger(number) || number < 1) return <NotHere />;
  return <Version councilId={id} month={month} code={entry.code} versionNo={number} />;
}

type Props = Readonly<{ councilId: string; month: string; code: ReportCode; versionNo: number }>;

function Version(props: Props) {
  const { councilId, month, code, versionNo } = props;
  const t = useText();
  const query = useReportVersion(props);
  const version = query.data;
  const title = t(...(entryOf(code)?.title ?? [code, code]));
  return (
    <Page
      title={t(
        `${title} · ${periodText(month)} · 第${versionNo}版`,
        `${title} · ${periodText(month)} · version ${versionNo}`,
      )}
      {...(version
        ? {
            tag: (
              <Tag variant="filled">
                {version.status === 'PUBLISHED' ? t('已发布', 'Published') : t('待发布', 'To be published')}
              </Tag>
            ),
          }
        : {})}
      lead={
        version?.status === 'DRAFT'
          ? t(
              '请核对以下内容，无误后由编制人以外的人发布。',
              'To be checked, then published by somebody else than who prepared it.',
            )
          : t('发布时的全部内容，此后不变。', 'All that was published; it never changes.')
      }
      actions={
        version && (
          <ExportButtons path={`/councils/${councilId}/periods/${month}/reports/${code}/versions/${versionNo}`} />
        )
      }
    >
      <p className="report-back">
        <Link to={`/councils/${councilId}/months/${month}`}>
          {t(`${periodText(month)}关账与报告`, `${periodText(month)}: closing and reports`)}
        </Link>
      </p>
      <Loaded query={query}>{(data) => <Content version={data} {...props} />}</Loaded>
    </Page>
  );
}

function Content({ version, councilId, month, code, versionNo }: Props & Readonly<{ version: ReportVersion }>) {
  const t = useText();
  const { mandate } = useMe();
  const [address, setAddress] = useSearchParams();
  const nameOf = useMonthPeople(councilId, month);
  const mayDecide = useDecides(councilId);
  const period = queries.useQuery('get', '/councils/{id}/periods/{month}', {
    params: { path: { id: councilId, month } },
  });
  const { content, contentHash, preparedBy, publishedAt, publishedBy, asOf, measureVersion, reason, cells } = version;
  const state = period.data && stateOf(period.data, code);
  const newer = state?.published && state.published.versionNo > versionNo ? state.published.versionNo : undefined;
  const names = figureNames(content.tables);
  const figureKey = address.get('cell') ?? undefined;
  const choose = (key: string | undefined) => setAddress(key === undefined ? {} : { cell: key });
  const mayOpen = roleMay(mandate.role, 'getReportCell');
  return (
    <>
      {newer !== undefined && (
        <Alert
          className="version-newer"
          type="warning"
          showIcon
          title={t(`这一版已由第${newer}版更正。`, `This version was corrected by version ${newer}.`)}
          action={
            <Link to={`/councils/${councilId}/months/${month}/${code}/v/${newer}`}>
              {t(`查看第${newer}版`, `Read version ${newer}`)}
            </Link>
          }
        />
      )}
      <Section title={t('这一版', 'This version')}>
        <Facts
          facts={[
            [t('联席会', 'Joint conference'), <CouncilName key="council" id={councilId} plain />],
            [t('数据截至', 'As known at'), instantText(asOf)],
            [t('编制', 'Prepared by'), nameOf(preparedBy)],
            publishedAt !== null && [
              t('发布', 'Published'),
              [instantText(publishedAt), nameOf(publishedBy)].filter(Boolean).join(' '),
            ],
            [t('计算规则版本', 'Version of the counting rules'), measureVersion],
            reason !== null && [t('更正事由', 'Reason'), reason],
            [
              t('内容指纹', 'Content hash'),
              <Typography.Text key="hash" className="code" copyable>
                {contentHash}
              </Typography.Text>,
            ],
          ]}
        />
        {mayDecide && state?.draft?.versionNo === versionNo && period.data && (
          <div className="month-next">
            <PublishDraft period={period.data} draft={state.draft} isHere isPrimary />
          </div>
        )}
      </Section>
      {versionNo > 1 && (
        <Section title={t(`与第${versionNo - 1}版相比`, `Compared with version ${versionNo - 1}`)}>
          {code === 'R-01' && mayOpen && <CauseList councilId={councilId} month={month} asOf={asOf} />}
          <ChangedFigures
            cells={cells}
            names={names}
            open={cells.length <= 12}
            titles={[
              t(`第${versionNo - 1}版`, `Version ${versionNo - 1}`),
              t(`第${versionNo}版`, `Version ${versionNo}`),
            ]}
          />
        </Section>
      )}
      <ReportTables tables={content.tables} open={mayOpen ? choose : undefined} />
      <EvidenceDrawer
        code={code}
        query={{ councilId, period: month, lens: 'INVOLVED', mode: 'AS_WAS', asOf }}
        figureKey={figureKey}
        name={names.get(figureKey ?? '') ?? figureKey ?? ''}
        close={() => choose(undefined)}
      />
    </>
  );
}
