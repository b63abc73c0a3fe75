import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { periodText } from '../language/format';
import { useText } from '../language/language';
import { CommandDialog, type Look } from '../parts/command-dialog';
import { ContentHash } from '../parts/content-hash';
import { entryOf, type ReportCode } from './catalogue';

type Nothing = Record<string, never>;
type Month = Look & Readonly<{ period: Schemas['Period'] }>;

/** Closes a month: what is recorded of it from now on is late. */
export function CloseMonth({ period, ...look }: Month) {
  const t = useText();
  const { councilId: id, month, version } = period;
  const command = useCommand((body: Nothing, header) =>
    api.POST('/councils/{id}/periods/{month}/closing', { params: { path: { id, month }, header }, body }),
  );
  return (
    <CommandDialog
      label={t(`关账：${periodText(month)}`, `Close ${periodText(month)}`)}
      command={command}
      version={version}
      explanation={t(
        '到此刻为止的记录就是本月的数据。之后登记的本月活动列为补报，不改变已发布的报告。关账后不能撤销。',
        'What is recorded by now makes up the month. Activities of the month recorded later are late entries and change nothing that is published. A closed month stays closed.',
      )}
      toBody={() => ({})}
      done={t('已关账。满一分钟后可以生成报告。', 'Closed. Reports can be generated in a minute.')}
      {...look}
    />
  );
}

/** Has the first version of a report computed, as of the close. */
export function GenerateReport({ period, code, ...look }: Month & Readonly<{ code: ReportCode }>) {
  const t = useText();
  const { councilId: id, month, version } = period;
  const command = useCommand((body: Nothing, header) =>
    api.POST('/councils/{id}/periods/{month}/reports/{reportCode}/generation', {
      params: { path: { id, month, reportCode: code }, header },
      body,
    }),
  );
  const title = t(...(entryOf(code)?.title ?? [code, code]));
  return (
    <CommandDialog
      label={t(`生成${title}`, `Generate ${title}`)}
      command={command}
      version={version}
      explanation={t(
        '按关账时的数据计算，不用填写任何数字。生成后由另一人核对、发布。',
        'Computed from what was known at the close; no figure is typed in. Another person then checks and publishes it.',
      )}
      toBody={() => ({})}
      done={t('已生成，请另一人核对后发布', 'Generated; another person may now check and publish it')}
      {...look}
    />
  );
}

type Publish = Month & Readonly<{ code: ReportCode; versionNo: number; contentHash: string }>;

/** Publishes exactly the content that was checked. */
export function PublishReport({ period, code, versionNo, contentHash, ...look }: Publish) {
  const t = useText();
  const { councilId: id, month, version } = period;
  const command = useCommand((body: { contentHash: string }, header) =>
    api.POST('/councils/{id}/periods/{month}/reports/{reportCode}/publication', {
      params: { path: { id, month, reportCode: code }, header },
      body,
    }),
  );
  return (
    <CommandDialog
      label={t(`发布第${versionNo}版`, `Publish version ${versionNo}`)}
      command={command}
      version={version}
      explanation={
        <>
          {t(
            '发布后，联席会各成员单位都可以查看，这一版的内容不会再改变。发布的就是这一份内容：',
            'All members of the joint conference may read it then, and this version never changes. What is published is exactly this content: ',
          )}
          <ContentHash value={contentHash} />
        </>
      }
      toBody={() => ({ contentHash })}
      done={t('已发布', 'Published')}
      {...look}
    />
  );
}
