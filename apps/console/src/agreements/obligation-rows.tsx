import { Space } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../api/client';
import { dateText, today } from '../language/format';
import { useText } from '../language/language';
import { UnitName } from '../parts/names';
import { type Column, Rows } from '../parts/rows';
import { useMe } from '../session/session';
import { dueIn } from './due';
import { ConfirmDialog, ReportDialog, useAmount } from './obligation-dialogs';
import './agreements.css';

type Obligation = Schemas['Obligation'];
type Props = Readonly<{
  rows: readonly Obligation[];
  caption: string;
  empty: ReactNode;
  /** Names the agreement of each; left out on the agreement's own page. */
  withAgreement?: (obligation: Obligation) => ReactNode;
  /** Whether the agreement is or was in force, as far as one knows: only then something can be reported. */
  wasInForce: (obligation: Obligation) => boolean;
  more?: (() => void) | undefined;
  isLoadingMore?: boolean;
}>;

/** Obligations with what was agreed, reported and confirmed of each, and what this unit can do about it. */
export function ObligationRows({ rows, caption, empty, withAgreement, wasInForce, more, isLoadingMore }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const amount = useAmount();
  const isUnit = mandate.role === 'UNIT';
  const columns: (Column<Obligation> | false)[] = [
    {
      key: 'text',
      title: t('义务', 'Obligation'),
      render: (obligation) => (
        <div className="obligation-text">
          {obligation.text}
          {withAgreement && <div className="quiet">{withAgreement(obligation)}</div>}
        </div>
      ),
    },
    { key: 'unit', title: t('义务方', 'Owed by'), render: ({ unitId }) => <UnitName id={unitId} plain /> },
    {
      key: 'target',
      title: t('约定', 'Agreed'),
      align: 'right',
      render: ({ targetQty, measureUnit }) => amount(targetQty, measureUnit),
    },
    {
      key: 'reported',
      title: t('已报告', 'Reported'),
      align: 'right',
      render: ({ reportedQty, measureUnit }) => amount(reportedQty, measureUnit),
    },
    {
      key: 'confirmed',
      title: t('已确认', 'Confirmed'),
      align: 'right',
      render: ({ confirmedQty, measureUnit }) => amount(confirmedQty, measureUnit),
    },
    {
      key: 'due',
      title: t('完成期限', 'Due'),
      width: 140,
      render: (obligation) => <Due obligation={obligation} />,
    },
    isUnit && {
      key: 'actions',
      title: t('办理', 'Actions'),
      width: 110,
      render: (obligation) => {
        const { unitId, counterPartyIds, state } = obligation;
        const canReport = unitId === mandate.scope && state !== 'CONFIRMED' && wasInForce(obligation);
        const canConfirm = state === 'TO_CONFIRM' && counterPartyIds.includes(mandate.scope);
        if (!canReport && !canConfirm) return <span className="quiet">—</span>;
        return (
          <Space wrap>
            {canConfirm && <ConfirmDialog obligation={obligation} />}
            {canReport && <ReportDialog obligation={obligation} />}
          </Space>
        );
      },
    },
  ];
  return (
    <Rows
      caption={caption}
      rows={rows}
      columns={columns.filter((column) => column !== false)}
      rowKey={({ agreementId, obligationId }) => `${agreementId}/${obligationId}`}
      empty={empty}
      more={more}
      isLoadingMore={isLoadingMore ?? false}
    />
  );
}

function Due({ obligation }: Readonly<{ obligation: Obligation }>) {
  const t = useText();
  const { mandate } = useMe();
  const { dueOn, state, overdue, confirmedOn, unitId, counterPartyIds } = obligation;
  const waiting = counterPartyIds.includes(mandate.scope)
    ? t('待本单位确认', 'For us to confirm')
    : unitId === mandate.scope
      ? t('待对方确认', 'For the other side to confirm')
      : t('已报告，待确认', 'Reported, to be confirmed');
  const { isSoon, days } = dueIn(dueOn, today());
  return (
    <>
      <span className="number">{dateText(dueOn)}</span>
      <div>
        {state === 'CONFIRMED' ? (
          <span className="quiet">{t(`${dateText(confirmedOn)}确认完成`, `Done ${dateText(confirmedOn)}`)}</span>
        ) : overdue ? (
          <strong className="overdue">{t(`已逾期${-days}天`, `${-days} days overdue`)}</strong>
        ) : (
          isSoon && (
            <span className="due-soon">
              {days === 0 ? t('今天到期', 'Due today') : t(`还有${days}天`, `${days} days left`)}
            </span>
          )
        )}
        {state === 'TO_CONFIRM' && <div className="due-soon">{waiting}</div>}
      </div>
    </>
  );
}

/** The agreement of an obligation, by its number or, where it is known, its title. */
export function AgreementLink({ obligation, title }: Readonly<{ obligation: Obligation; title: string | undefined }>) {
  return (
    <>
      <Link to={`/agreements/${obligation.agreementId}`}>{title ?? obligation.agreementNo}</Link>
      {title && <span className="code"> {obligation.agreementNo}</span>}
    </>
  );
}
