import { Space } from 'antd';
import type { Schemas } from '../api/client';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { LinkButton } from '../parts/link-button';
import { UnitName, UnitNames } from '../parts/names';
import { Section } from '../parts/page';
import { useMe } from '../session/session';
import {
  ApproveLongTermDialog,
  DeclineDialog,
  FileDialog,
  FreezeDialog,
  TerminateDialog,
  VoidDialog,
} from './decisions';
import type { AgreementRecord } from './record';
import { SignDialog } from './sign-dialog';
import type { Standing } from './standing';
import './agreements.css';

type Agreement = Schemas['Agreement'];
type Props = Readonly<{
  agreement: Agreement;
  record: AgreementRecord | undefined;
  standing: Standing;
  obligations: readonly Schemas['Obligation'][];
}>;

/** Where the agreement stands and what it waits for, and what this person can do about it. */
export function NextStep(props: Props) {
  const t = useText();
  return (
    <Section title={t('下一步', 'Next step')}>
      <div className="next-step">
        <Situation {...props} />
        <Actions {...props} />
      </div>
    </Section>
  );
}

function Actions({ agreement, standing }: Props) {
  const t = useText();
  const { id, declinedBy } = agreement;
  const isSentBack = declinedBy !== null;
  return (
    <Space wrap>
      {standing.isParty && <SignDialog agreement={agreement} canSign={standing.canSign} />}
      {standing.canRevise && isSentBack && (
        <LinkButton type="primary" to={`/agreements/${id}/revise`}>
          {t('修改文本', 'Change the text')}
        </LinkButton>
      )}
      {standing.canFreeze && <FreezeDialog agreement={agreement} isPrimary={!isSentBack} />}
      {standing.canApproveLongTerm && <ApproveLongTermDialog agreement={agreement} isPrimary />}
      {standing.canFileIn.length > 0 && <FileDialog agreement={agreement} isPrimary districts={standing.canFileIn} />}
      {standing.canRevise && !isSentBack && (
        <LinkButton to={`/agreements/${id}/revise`}>{t('修改文本', 'Change the text')}</LinkButton>
      )}
      {standing.canDecline && <DeclineDialog agreement={agreement} />}
    </Space>
  );
}

/** How the agreement is ended before its time; apart from the next step, which it seldom is. */
export function OtherDecisions({ agreement, standing }: Pick<Props, 'agreement' | 'standing'>) {
  const t = useText();
  if (!standing.canTerminate && !standing.canVoid) return null;
  return (
    <Section title={t('其他办理', 'Other changes')}>
      <Space wrap>
        {standing.canTerminate && <TerminateDialog agreement={agreement} />}
        {standing.canVoid && <VoidDialog agreement={agreement} wasInForce={standing.wasInForce} />}
      </Space>
    </Section>
  );
}

function Situation(props: Props) {
  switch (props.agreement.status) {
    case 'DRAFT':
      return <Drafting {...props} />;
    case 'READY_TO_SIGN':
    case 'PARTIALLY_SIGNED':
      return <Signing {...props} />;
    case 'SIGNED':
    case 'ACTIVE':
      return <InForce {...props} />;
    default:
      return <Ended {...props} />;
  }
}

function Drafting({ agreement, record, standing }: Props) {
  const t = useText();
  const { declinedBy } = agreement;
  const cleared = record?.cleared;
  return (
    <>
      {declinedBy ? (
        <p>
          <UnitName id={declinedBy} plain />
          {t('不同意签署，已退回协商', ' did not agree and sent the text back')}
          {record?.declined ? t(`：${record.declined.reason}`, `: ${record.declined.reason}`) : t('。', '.')}
        </p>
      ) : (
        <p>{t('文本还在起草，尚未定稿，各方还不能签署。', 'The text is a draft; nobody can sign it yet.')}</p>
      )}
      {cleared && (
        <p>
          {t('因文本变动，以下签署已失效，须重新签署：', 'These signatures became void and have to be given anew: ')}
          <UnitNames ids={cleared.unitIds} />
          {t('。', '.')}
        </p>
      )}
      <p>
        {standing.canFreeze
          ? declinedBy
            ? t('请按意见修改文本，再重新定稿。', 'Change the text accordingly, then make it final again.')
            : t(
                '请核对文本，无误后定稿，各方即可签署。',
                'Check the text, then make it final so that it can be signed.',
              )
          : t('等待起草各方定稿。', 'It waits for the parties to make the text final.')}
      </p>
      {standing.needsLongTermApproval && <LongTermNote standing={standing} />}
    </>
  );
}

function LongTermNote({ standing }: Readonly<{ standing: Standing }>) {
  const t = useText();
  return (
    <p>
      {standing.canApproveLongTerm
        ? t(
            '协议期限超过三年，须经区委组织部同意，各方才能签署。请审核。',
            'The term is longer than three years: the parties can sign once your district agrees.',
          )
        : t(
            '协议期限超过三年，须先经有关区委组织部同意，各方才能签署。',
            'The term is longer than three years: a district has to agree before the parties can sign.',
          )}
    </p>
  );
}

function Signing({ agreement, record, standing }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const { signatures, parties } = agreement;
  const others = standing.unsigned.filter((id) => !standing.isParty || id !== mandate.scope);
  const own = signatures.find(({ unitId }) => unitId === mandate.scope);
  return (
    <>
      <p>
        {signatures.length === 0 ? (
          t('文本已定稿，尚无一方签署。', 'The text is final; nobody has signed yet.')
        ) : (
          <>
            {t(
              `已签${signatures.length}方（共${parties.length}方）：`,
              `Signed by ${signatures.length} of ${parties.length}: `,
            )}
            <UnitNames ids={signatures.map(({ unitId }) => unitId)} />
            {t('。', '.')}
          </>
        )}
        {signatures.length === 0 && record?.cleared && (
          <>
            {t('因文本变动，以下签署已失效，须重新签署：', ' These signatures became void: ')}
            <UnitNames ids={record.cleared.unitIds} />
            {t('。', '.')}
          </>
        )}
      </p>
      {standing.needsLongTermApproval ? (
        <LongTermNote standing={standing} />
      ) : standing.isTermOver ? (
        <p>{t('协议期限已过，不能再签署。请修改期限或作废。', 'Its term is over, so it cannot be signed.')}</p>
      ) : standing.canSign ? (
        <p>
          <strong>{t('等待本单位签署。', 'It waits for your signature. ')}</strong>
          {t('请阅读下面的文本，同意后签署。', 'Read the text below, then sign.')}
          {others.length > 0 && (
            <>
              {t('同时等待：', ' Also awaited: ')}
              <UnitNames ids={others} />
              {t('。', '.')}
            </>
          )}
        </p>
      ) : (
        <p>
          {own && t(`本单位已于${dateText(own.on)}签署。`, `Your unit signed on ${dateText(own.on)}. `)}
          {t('等待签署：', 'Awaited: ')}
          <UnitNames ids={others} />
          {t('。', '.')}
        </p>
      )}
    </>
  );
}

function InForce({ agreement, record, obligations }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const { districtName } = useLabels();
  const { status, activeFrom, termTo, terminatedFrom, toFileIn } = agreement;
  const isUnit = mandate.role === 'UNIT';
  const open = obligations.filter(({ state }) => state !== 'CONFIRMED');
  const own = open.filter(({ unitId }) => unitId === mandate.scope);
  const toConfirm = open.filter(
    ({ state, counterPartyIds }) => state === 'TO_CONFIRM' && counterPartyIds.includes(mandate.scope),
  );
  const overdue = (among: typeof open) => among.filter((obligation) => obligation.overdue).length;
  const late = (among: typeof open) =>
    overdue(among) > 0 ? t(`（${overdue(among)}项已逾期）`, ` (${overdue(among)} overdue)`) : '';
  return (
    <>
      <p>
        {status === 'SIGNED'
          ? t(
              `各方已全部签署，自${dateText(activeFrom)}起生效。`,
              `All have signed; in force from ${dateText(activeFrom)}.`,
            )
          : t(
              `协议自${dateText(activeFrom)}起生效，至${dateText(termTo)}止。`,
              `In force from ${dateText(activeFrom)} to ${dateText(termTo)}.`,
            )}
        {terminatedFrom && (
          <>
            {record?.terminated && <UnitName id={record.terminated.unitId} plain />}
            {t(
              `已通知终止，自${dateText(terminatedFrom)}起不再有效。`,
              ` gave notice: it ends on ${dateText(terminatedFrom)}.`,
            )}
          </>
        )}
      </p>
      {isUnit && own.length > 0 && (
        <p>
          {t(
            `本单位有${own.length}项义务未履行完${late(own)}。`,
            `Your unit has ${own.length} open obligations${late(own)}.`,
          )}
        </p>
      )}
      {isUnit && toConfirm.length > 0 && (
        <p>
          <strong>
            {t(
              `对方报告了${toConfirm.length}项履行，等待本单位确认。`,
              `The other side reported ${toConfirm.length} obligations; confirm them below.`,
            )}
          </strong>
        </p>
      )}
      {isUnit && own.length === 0 && toConfirm.length === 0 && (
        <p>{t('目前没有需要本单位办理的事项。', 'Nothing waits for your unit.')}</p>
      )}
      {!isUnit && (
        <p>
          {open.length === 0
            ? t('各项义务均已确认履行。', 'All obligations are fulfilled and confirmed.')
            : t(`尚有${open.length}项义务未履行完${late(open)}。`, `${open.length} obligations are open${late(open)}.`)}
        </p>
      )}
      {toFileIn.length > 0 && (
        <p>
          {t('尚未备案：', 'Not filed yet in: ')}
          {toFileIn.map(districtName).join(t('、', ', '))}
          {t('。', '.')}
        </p>
      )}
    </>
  );
}

function Ended({ agreement, record }: Props) {
  const t = useText();
  const { status, termTo, terminatedFrom, openObligationIds } = agreement;
  const left =
    openObligationIds.length > 0
      ? t(
          `有${openObligationIds.length}项义务未确认履行完。`,
          ` ${openObligationIds.length} obligations were left open.`,
        )
      : '';
  if (status === 'EXPIRED') {
    return <p>{t(`协议已于${dateText(termTo)}到期。${left}`, `It expired on ${dateText(termTo)}.${left}`)}</p>;
  }
  if (status === 'TERMINATED') {
    return (
      <p>
        {t(`协议自${dateText(terminatedFrom)}起终止。`, `Terminated from ${dateText(terminatedFrom)}. `)}
        {record?.terminated && t(`事由：${record.terminated.reason}。`, `Why: ${record.terminated.reason}.`)}
        {left}
      </p>
    );
  }
  return (
    <p>
      {t('协议已作废。', 'Annulled. ')}
      {record?.voided && t(`事由：${record.voided.reason}`, `Why: ${record.voided.reason}`)}
    </p>
  );
}
