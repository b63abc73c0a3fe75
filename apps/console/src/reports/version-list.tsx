import { Link } from 'react-router';
import type { Schemas } from '../api/client';
import { instantText } from '../language/format';
import { useText } from '../language/language';
import { ContentHash } from '../parts/content-hash';
import type { ReportCode } from './catalogue';
import { CauseList } from './cause-list';
import { ChangedFigures } from './changed-figures';
import { useMonthPeople } from './people';

type Version = Schemas['ReportVersionEntry'];
type Props = Readonly<{
  code: ReportCode;
  councilId: string;
  month: string;
  versions: readonly Version[];
  names: ReadonlyMap<string, string>;
}>;

/** The versions of a report of a month, the newest first: who prepared and published it, what changed and why. */
export function VersionList({ code, councilId, month, versions, names }: Props) {
  const t = useText();
  const nameOf = useMonthPeople(councilId, month);
  return (
    <>
      <h3>{t('各版本', 'Versions')}</h3>
      <ol className="row-list" aria-label={t('各版本', 'Versions')}>
        {versions.toReversed().map((version) => {
          const { versionNo, publishedAt, publishedBy, preparedBy, contentHash, reason, cells, asOf } = version;
          const [prepared, published] = [nameOf(preparedBy), nameOf(publishedBy)];
          return (
            <li key={versionNo} id={`version-${versionNo}`}>
              <strong>{versionTitle(t, versionNo)}</strong>{' '}
              {publishedAt
                ? t(`${instantText(publishedAt)}发布`, `published ${instantText(publishedAt)}`)
                : t('待发布', 'to be published')}
              {' · '}
              <Link to={`/councils/${councilId}/months/${month}/${code}/v/${versionNo}`}>
                {publishedAt ? t('查看原文', 'Read it') : t('核对内容', 'Check it')}
              </Link>
              <div className="quiet">
                {[
                  prepared && t(`编制：${prepared}`, `Prepared by ${prepared}`),
                  published && t(`发布：${published}`, `Published by ${published}`),
                  t(`数据截至：${instantText(asOf)}`, `As known at ${instantText(asOf)}`),
                ]
                  .filter(Boolean)
                  .join(t('；', '; '))}
                {t('；内容指纹：', '; content hash: ')}
                <ContentHash value={contentHash} />
              </div>
              {reason !== null && <div>{t(`更正事由：${reason}`, `Reason: ${reason}`)}</div>}
              {versionNo > 1 && cells.length > 0 && (
                <>
                  <ChangeSentence version={version} names={names} />
                  {code === 'R-01' && <CauseList councilId={councilId} month={month} asOf={asOf} />}
                  <ChangedFigures
                    cells={cells}
                    names={names}
                    titles={[
                      t(`第${versionNo - 1}版`, `Version ${versionNo - 1}`),
                      t(`第${versionNo}版`, `Version ${versionNo}`),
                    ]}
                  />
                </>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** 与第1版相比：活动数 9 → 10，参与人次 544 → 625。 */
function ChangeSentence({
  version: { versionNo, cells },
  names,
}: Readonly<{ version: Version } & Pick<Props, 'names'>>) {
  const t = useText();
  const main = cells.filter(({ key }) => key === 'M1' || key === 'M3');
  const shown = main.length > 0 ? main : cells.slice(0, 3);
  return (
    <div>
      {t(`与第${versionNo - 1}版相比：`, `Compared with version ${versionNo - 1}: `)}
      {shown
        .map(({ key, old, new: now }) => `${names.get(key) ?? key} ${old?.text ?? '—'} → ${now?.text ?? '—'}`)
        .join(t('，', ', '))}
      {t('。原因：', '. Because of:')}
    </div>
  );
}

const versionTitle = (t: ReturnType<typeof useText>, versionNo: number) =>
  versionNo === 1 ? t('第1版', 'Version 1') : t(`第${versionNo}版（更正版）`, `Version ${versionNo} (corrected)`);
