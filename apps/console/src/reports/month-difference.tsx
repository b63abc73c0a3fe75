import { useState } from 'react';
import { EvidenceDrawer } from './evidence-drawer';
import { figureNames } from './figures';
import { PublishedBesideLive } from './published-beside-live';
import { useReport, useReportVersion } from './report-reading';

type Props = Readonly<{ councilId: string; month: string }>;

/** The monthly report as published beside the live one, once there is a published one. */
export function MonthDifference({ councilId, month }: Props) {
  const query = { councilId, period: month, lens: 'INVOLVED', mode: 'AS_WAS' } as const;
  const { data: report } = useReport('R-01', query);
  const [figureKey, open] = useState<string>();
  const published = report?.published;
  const last = published?.versions.findLast(({ publishedAt }) => publishedAt !== null);
  const { data: stored } = useReportVersion({ councilId, month, code: 'R-01', versionNo: last?.versionNo });
  if (!report || !published || !last) return null;
  const compared = published.comparison ? [published.comparison] : [];
  const names = figureNames(report.tables, stored?.content.tables ?? [], compared);
  return (
    <>
      <PublishedBesideLive
        code="R-01"
        councilId={councilId}
        month={month}
        published={published}
        asOf={report.header.asOf}
        names={names}
        open={open}
      />
      <EvidenceDrawer
        code="R-01"
        query={{ ...query, asOf: report.header.asOf }}
        figureKey={figureKey}
        name={names.get(figureKey ?? '') ?? ''}
        close={() => open(undefined)}
      />
    </>
  );
}
