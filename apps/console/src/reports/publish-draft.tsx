import { Alert } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../api/client';
import { useText } from '../language/language';
import type { Look } from '../parts/command-dialog';
import { ContentHash } from '../parts/content-hash';
import { useMe } from '../session/session';
import { PublishReport } from './month-commands';
import { useMonthPeople } from './people';

type Props = Look &
  Readonly<{
    period: Schemas['Period'];
    draft: Schemas['ReportVersionSummary'];
    /** The content stands on this very page. */
    isHere?: boolean;
  }>;

/** A version that waits: to be checked and then published by somebody else than who prepared it. */
export function PublishDraft({ period, draft, isHere = false, ...look }: Props) {
  const t = useText();
  const { account } = useMe();
  const nameOf = useMonthPeople(period.councilId, period.month);
  const { reportCode, versionNo, contentHash, preparedBy } = draft;
  const isMine = preparedBy === account.id;
  const preparer = nameOf(preparedBy) ?? t('另一账号', 'another account');
  return (
    <>
      {!isHere && (
        <p>
          <Link to={`/councils/${period.councilId}/months/${period.month}/${reportCode}/v/${versionNo}`}>
            {t(`核对第${versionNo}版的内容`, `Check version ${versionNo}`)}
          </Link>{' '}
          <span className="quiet">
            {t(`编制：${preparer}；内容指纹：`, `Prepared by ${preparer}; content hash: `)}
            <ContentHash value={contentHash} />
          </span>
        </p>
      )}
      {isMine ? (
        <Alert
          type="info"
          showIcon
          title={t(
            '这一版由您编制，须由另一人核对后发布。',
            'You prepared this version; another person has to check and publish it.',
          )}
        />
      ) : (
        <PublishReport period={period} code={reportCode} versionNo={versionNo} contentHash={contentHash} {...look} />
      )}
    </>
  );
}
