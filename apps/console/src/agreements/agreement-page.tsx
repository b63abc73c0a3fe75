import { useParams } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { History } from '../history/history';
import { today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Page, Section } from '../parts/page';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { NextStep, OtherDecisions } from './next-step';
import { ObligationRows } from './obligation-rows';
import { recordOf } from './record';
import { SignaturesSection } from './signatures-section';
import { standingOf } from './standing';
import { TextSection } from './text-section';
import './agreements.css';

/** One agreement: what comes next, its text with what changed in it, who signed, and what became of the obligations. */
export function AgreementPage() {
  const { id = '' } = useParams();
  const agreement = queries.useQuery('get', '/agreements/{id}', { params: { path: { id } } });
  return <Loaded query={agreement}>{(data) => <Opened agreement={data} />}</Loaded>;
}

function Opened({ agreement }: Readonly<{ agreement: Schemas['Agreement'] }>) {
  const t = useText();
  const { mandate } = useMe();
  const { label } = useLabels();
  const { id, title, status, agreementNo, kind } = agreement;
  const history = queries.useQuery('get', '/agreements/{id}/history', { params: { path: { id } } });
  const obligations = queries.useQuery('get', '/obligations', { params: { query: { agreementId: id, limit: 200 } } });
  const record = history.data && recordOf(history.data.items);
  const standing = standingOf(agreement, mandate, today(), record);
  return (
    <Page
      title={title}
      tag={<Status list="agreementStatuses" code={status} />}
      lead={
        <>
          <span className="code">{agreementNo}</span> · {label('agreementKinds', kind)}
        </>
      }
    >
      <NextStep agreement={agreement} record={record} standing={standing} obligations={obligations.data?.items ?? []} />
      {agreement.signedOn !== null && (
        <Loaded query={obligations}>
          {({ items }) => (
            <Section title={t('义务履行', 'Obligations')}>
              <ObligationRows
                caption={t('各方义务的履行情况', 'Fulfilment of the obligations')}
                rows={items}
                wasInForce={() => standing.wasInForce}
                empty={t('协议没有约定义务。', 'The agreement has no obligations.')}
              />
            </Section>
          )}
        </Loaded>
      )}
      <TextSection agreement={agreement} record={record} isTextFinal={standing.isTextFinal} />
      <SignaturesSection agreement={agreement} record={record} />
      <OtherDecisions agreement={agreement} standing={standing} />
      <History subject="agreement" id={id} />
    </Page>
  );
}
