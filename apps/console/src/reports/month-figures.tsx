import { roleMay } from '@lianjian/permissions/matrix';
import { Link } from 'react-router';
import { queries } from '../api/client';
import { useText } from '../language/language';
import { useMe } from '../session/session';
import { useReport } from './report-reading';

type Props = Readonly<{
  councilId: string;
  month: string;
  /** Which versions of the monthly report there are, or what changed since. */
  show: 'report' | 'changes';
}>;

/** What a row of the months says of the monthly report. */
export function MonthFigures(props: Props) {
  const { mandate } = useMe();
  return roleMay(mandate.role, 'getActivityReport') ? <OfReport {...props} /> : <OfVersions {...props} />;
}

function OfReport({ councilId, month, show }: Props) {
  const t = useText();
  const { data } = useReport(
    'R-01',
    { councilId, period: month, lens: 'INVOLVED', mode: 'AS_WAS' },
    { staleTime: 60_000 },
  );
  const published = data?.published;
  if (!published) return <span className="quiet">…</span>;
  const { versions, changed, callsForCorrection, comparison } = published;
  if (show === 'report') {
    return <Versions councilId={councilId} month={month} versions={versions} />;
  }
  if (versions.every(({ publishedAt }) => publishedAt === null)) return <>—</>;
  if (changed.length === 0) return <span className="quiet">{t('无', 'None')}</span>;
  const activities = comparison?.rows.find(({ key }) => key === 'M1')?.cells;
  const late = activities?.late?.text ?? '0';
  const corrected = activities?.corrected?.text ?? '0';
  return (
    <>
      <Link to={`/reports/R-01?councilId=${councilId}&period=${month}`}>
        {[
          late !== '0' && t(`补报活动${late}项`, `${late} late`),
          corrected !== '0' && t(`更正：活动数${corrected}`, `corrected: ${corrected}`),
          late === '0' && corrected === '0' && t(`${changed.length}个数字有变动`, `${changed.length} figures`),
        ]
          .filter(Boolean)
          .join(t('，', ', '))}
      </Link>
      {callsForCorrection && <span> {t('应出更正版', 'correction called for')}</span>}
    </>
  );
}

function OfVersions({ councilId, month, show }: Props) {
  const { data } = queries.useQuery('get', '/councils/{id}/periods/{month}', {
    params: { path: { id: councilId, month } },
  });
  if (!data) return <span className="quiet">…</span>;
  if (show === 'changes') return <>—</>;
  return (
    <Versions
      councilId={councilId}
      month={month}
      versions={data.reports.filter(({ reportCode }) => reportCode === 'R-01')}
    />
  );
}

type VersionsProps = Pick<Props, 'councilId' | 'month'> &
  Readonly<{ versions: readonly Readonly<{ versionNo: number; publishedAt: string | null }>[] }>;

function Versions({ councilId, month, versions }: VersionsProps) {
  const t = useText();
  if (versions.length === 0) return <span className="quiet">{t('未生成', 'Not generated')}</span>;
  return (
    <>
      {versions.map(({ versionNo, publishedAt }, index) => (
        <span key={versionNo}>
          {index > 0 && t('、', ', ')}
          <Link to={`/councils/${councilId}/months/${month}/R-01/v/${versionNo}`}>
            {t(`第${versionNo}版`, `v${versionNo}`)}
          </Link>
          {publishedAt === null && t('（待发布）', ' (to be published)')}
        </span>
      ))}
    </>
  );
}
