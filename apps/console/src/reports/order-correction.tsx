import { useNavigate } from 'react-router';
import { api, queries } from '../api/client';
import { useCommand } from '../api/command';
import { useText } from '../language/language';
import { CommandDialog, type Look } from '../parts/command-dialog';
import { ReasonField } from '../parts/reason-field';
import type { ReportCode } from './catalogue';

type Props = Look &
  Readonly<{
    councilId: string;
    month: string;
    code: ReportCode;
    /** One is prepared already, and is made anew. */
    isAgain?: boolean;
  }>;
type Body = { reason: string };

/** Has the next version of a published report made, for another person to publish. */
export function OrderCorrection({ councilId, month, code, isAgain = false, ...look }: Props) {
  const t = useText();
  const navigate = useNavigate();
  const { data: period } = queries.useQuery('get', '/councils/{id}/periods/{month}', {
    params: { path: { id: councilId, month } },
  });
  const command = useCommand((body: Body, header) =>
    api.POST('/councils/{id}/periods/{month}/reports/{reportCode}/corrections', {
      params: { path: { id: councilId, month, reportCode: code }, header },
      body,
    }),
  );
  return (
    <CommandDialog
      label={
        isAgain
          ? t('重新编制更正版', 'Prepare the corrected version anew')
          : t('出具更正版', 'Issue a corrected version')
      }
      command={command}
      {...(period ? { version: period.version } : {})}
      explanation={t(
        '按现有记录重新计算，列出有变动的每个数字和原因。已发布的版本不会改变；更正版须由另一人发布。',
        'Computes the report from what is known now and lists every changed figure with its cause. What is published stays; another person publishes the corrected version.',
      )}
      done={t('已编制更正版，请另一人核对后发布', 'Prepared; another person may now check and publish it')}
      onDone={() => navigate(`/councils/${councilId}/months/${month}`)}
      {...look}
    >
      <ReasonField
        label={t('更正事由', 'Reason')}
        placeholder={t('如：补报3月28日活动', 'e.g. an activity of 28 March was recorded late')}
      />
    </CommandDialog>
  );
}
