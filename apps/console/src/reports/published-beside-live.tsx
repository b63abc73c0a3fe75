import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { instantText, periodText } from '../language/format';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import type { ReportCode } from './catalogue';
import { CauseList } from './cause-list';
import { ChangedFigures } from './changed-figures';
import { useDecides } from './deciding';
import { OrderCorrection } from './order-correction';
import { ReportTableBlock } from './report-tables';
import { VersionList } from './version-list';

/** The totals that everybody looks at first; where a report has none of them, whatever comes first. */
function mainOf(changed: Beside['changed']): Beside['changed'] {
  const totals = changed.filter(({ key }) => key === 'M1' || key === 'M3');
  return totals.length > 0 ? totals : changed.slice(0, 3);
}

type Beside = Schemas['ReportPublishedBesideLive'];
type Props = Readonly<{
  code: ReportCode;
  councilId: string;
  month: string;
  published: Beside;
  /** Of the live figures. */
  asOf: string;
  /** In words what each figure is. */
  names: ReadonlyMap<string, string>;
  open?: ((key: string) => void) | undefined;
  /** Where the month is closed and its reports are published; left out on that page itself. */
  monthPage?: ReactNode;
  /** The figures beside it are those known at a past instant. */
  isPast?: boolean;
}>;

/** What was published of a month, what it would read by now, and why the two differ. */
export function PublishedBesideLive(props: Props) {
  const { code, councilId, month, published, asOf, names, open, monthPage, isPast = false } = props;
  const t = useText();
  const mayDecide = useDecides(councilId);
  const { versions, changed, comparison, callsForCorrection } = published;
  const last = versions.findLast(({ publishedAt }) => publishedAt !== null);
  const draft = versions.at(-1)?.publishedAt === null ? versions.at(-1) : undefined;
  if (!last) {
    return (
      <Section title={t('已发布与实时', 'Published and live')}>
        <p className="report-none">
          {published.cutoff
            ? t(
                `${periodText(month)}已于${instantText(published.cutoff)}关账，还没有发布这份报告。下面是实时数。`,
                `${periodText(month)} was closed at ${instantText(published.cutoff)}; this report is not published yet. Below are the live figures.`,
              )
            : t(
                `${periodText(month)}尚未关账。下面是实时数，还会变动。`,
                `${periodText(month)} is not closed yet. Below are the live figures, which will still change.`,
              )}{' '}
          {monthPage}
        </p>
      </Section>
    );
  }
  const differs = changed.length > 0;
  return (
    <Section title={t('已发布与实时', 'Published and live')} extra={monthPage}>
      <p className="beside-answer">
        {differs
          ? t(
              `第${last.versionNo}版于${instantText(last.publishedAt)}发布。此后记录有变动，${changed.length}个数字与已发布的不同：`,
              `Version ${last.versionNo} was published at ${instantText(last.publishedAt)}. Records have changed since; ${changed.length} figures differ from what was published:`,
            )
          : t(
              `第${last.versionNo}版于${instantText(last.publishedAt)}发布，与${isPast ? '当时' : '实时'}数据一致。`,
              `Version ${last.versionNo} was published at ${instantText(last.publishedAt)} and agrees with ${isPast ? 'what was known then' : 'the live figures'}.`,
            )}
      </p>
      {differs && (
        <>
          <ul className="beside-words">
            {mainOf(changed).map(({ key, old, new: now, difference }) => (
              <li key={key}>
                {t(
                  `${names.get(key) ?? key}：已发布 ${old?.text ?? '无'}，实时 ${now?.text ?? '无'}，相差 ${difference}`,
                  `${names.get(key) ?? key}: published ${old?.text ?? 'none'}, live ${now?.text ?? 'none'}, difference ${difference}`,
                )}
              </li>
            ))}
          </ul>
          {comparison && (
            <>
              <p className="beside-answer">{t('变动原因：', 'Because of:')}</p>
              <CauseList councilId={councilId} month={month} asOf={asOf} />
              <ReportTableBlock table={comparison} open={open} />
            </>
          )}
          <ChangedFigures cells={changed} names={names} />
        </>
      )}
      {differs && !draft && (
        <div className="beside-order">
          <Alert
            type={callsForCorrection ? 'warning' : 'info'}
            showIcon
            title={
              callsForCorrection
                ? t(
                    '总数变动超过5%，应当出具更正版。',
                    'A total changed by more than 5 %: a corrected version is called for.',
                  )
                : t(
                    '总数变动不超过5%，可以不出更正版；已发布的版本不变，变动列入下一月的补报和更正。',
                    'No total changed by more than 5 %: no corrected version is needed. The changes are listed as late entries and corrections of the next month.',
                  )
            }
            action={
              mayDecide && (
                <OrderCorrection councilId={councilId} month={month} code={code} isPrimary={callsForCorrection} />
              )
            }
          />
        </div>
      )}
      {draft && (
        <Alert
          type="info"
          showIcon
          className="beside-order"
          title={t(
            `第${draft.versionNo}版已编制，待另一人核对后发布。`,
            `Version ${draft.versionNo} is prepared and waits to be published by another person.`,
          )}
          action={
            mayDecide && differs ? (
              <OrderCorrection councilId={councilId} month={month} code={code} isAgain />
            ) : (
              monthPage
            )
          }
        />
      )}
      <VersionList code={code} councilId={councilId} month={month} versions={versions} names={names} />
    </Section>
  );
}
