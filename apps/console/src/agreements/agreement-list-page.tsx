import { roleMay } from '@lianjian/permissions/matrix';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { FilterBar, FilterSelect, FilterText, useFilters } from '../parts/filters';
import { LinkButton } from '../parts/link-button';
import { UnitName, useUnitOptions } from '../parts/names';
import { Page, Section } from '../parts/page';
import { usePaged } from '../parts/paged';
import { type Column, Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { useAwaitingSignature } from './awaiting-signature';
import './agreements.css';

type AgreementSummary = Schemas['AgreementSummary'];

/** The agreements this person may see; above them, for a unit, those that wait for its signature. */
export function AgreementListPage() {
  const t = useText();
  const { mandate } = useMe();
  const { options, districtOptions } = useLabels();
  const units = useUnitOptions();
  const isUnit = mandate.role === 'UNIT';
  const filters = useFilters(['text', 'status', 'kind', 'district', 'unit']);
  const { text, status, kind, district, unit } = filters.values;
  const query = {
    ...(text ? { text } : {}),
    ...(status ? { status: status as AgreementSummary['status'] } : {}),
    ...(kind ? { kind: kind as AgreementSummary['kind'] } : {}),
    ...(district ? { districtCode: district } : {}),
    ...(unit ? { unitId: unit } : {}),
  };
  const agreements = usePaged<AgreementSummary>(['agreements', query], (page) =>
    api.GET('/agreements', { params: { query: { ...query, ...page } } }),
  );
  const awaiting = useAwaitingSignature();
  const columns = useColumns();
  const mayDraft = roleMay(mandate.role, 'draftAgreement');

  return (
    <Page
      title={t('共建协议', 'Agreements')}
      lead={
        isUnit
          ? t(
              '本单位参加的协议。各方签署同一文本后，协议方能生效。',
              'The agreements of your unit. One is in force once all parties have signed the same text.',
            )
          : t(
              '查看文本、签署进度和履约情况。协议只能由成员单位自己签署，不能代签。',
              'Texts, signatures and fulfilment. Units sign for themselves; nobody signs for them.',
            )
      }
      actions={
        mayDraft && (
          <LinkButton type="primary" to="/agreements/new">
            {t('起草协议', 'Draft an agreement')}
          </LinkButton>
        )
      }
    >
      {awaiting.length > 0 && (
        <Section title={t(`待本单位签署（${awaiting.length}）`, `To be signed by your unit (${awaiting.length})`)}>
          <Rows
            caption={t('待本单位签署的协议', 'Agreements to be signed by your unit')}
            rows={awaiting}
            columns={columns}
            rowKey={({ id }) => id}
            empty={null}
          />
        </Section>
      )}
      <Section title={awaiting.length > 0 ? t('全部协议', 'All agreements') : undefined}>
        <FilterBar reset={filters.isFiltered ? filters.reset : undefined}>
          <FilterText label={t('标题或编号', 'Title or number')} {...filters.of('text')} />
          <FilterSelect label={t('状态', 'Status')} options={options('agreementStatuses')} {...filters.of('status')} />
          <FilterSelect label={t('结对种类', 'Kind')} options={options('agreementKinds')} {...filters.of('kind')} />
          <FilterSelect label={t('涉及的区', 'District')} options={districtOptions} {...filters.of('district')} />
          <FilterSelect
            label={isUnit ? t('对方单位', 'Other party') : t('参加单位', 'Party')}
            options={units}
            {...filters.of('unit')}
          />
        </FilterBar>
        <Loaded query={agreements}>
          {(rows) => (
            <Rows
              caption={t('共建协议', 'Agreements')}
              rows={rows}
              columns={columns}
              rowKey={({ id }) => id}
              more={agreements.more}
              isLoadingMore={agreements.isLoadingMore}
              empty={
                filters.isFiltered
                  ? t('没有符合条件的协议，请放宽筛选条件。', 'No agreement matches. Try fewer filters.')
                  : mayDraft
                    ? t('还没有协议，请先起草。', 'No agreements yet. Draft the first one.')
                    : t('您的职责范围内还没有协议。', 'There are no agreements within your duties yet.')
              }
            />
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

const MANY = 3;

function useColumns(): Column<AgreementSummary>[] {
  const t = useText();
  const { label } = useLabels();
  return [
    {
      key: 'title',
      title: t('协议', 'Agreement'),
      render: ({ id, title, agreementNo }) => (
        <>
          <Link to={`/agreements/${id}`}>{title}</Link>
          <div className="quiet code">{agreementNo}</div>
        </>
      ),
    },
    {
      key: 'parties',
      title: t('协议各方', 'Parties'),
      render: ({ parties }) => (
        <ul className="party-names">
          {parties.slice(0, parties.length > MANY ? MANY - 1 : MANY).map(({ unitId }) => (
            <li key={unitId}>
              <UnitName id={unitId} plain />
            </li>
          ))}
          {parties.length > MANY && (
            <li className="quiet">{t(`等${parties.length}方`, `and ${parties.length - MANY + 1} others`)}</li>
          )}
        </ul>
      ),
    },
    { key: 'kind', title: t('结对种类', 'Kind'), render: ({ kind }) => label('agreementKinds', kind) },
    {
      key: 'signed',
      title: t('签署', 'Signed'),
      width: 96,
      render: ({ partiesSigned, parties }) => (
        <span className="number">
          {t('已签 ', '')}
          {partiesSigned}/{parties.length}
        </span>
      ),
    },
    {
      key: 'term',
      title: t('期限', 'Term'),
      width: 150,
      render: ({ termFrom, termTo }) => (
        <span className="number">
          {dateText(termFrom)}
          <br />
          {t('至 ', 'to ')}
          {dateText(termTo)}
        </span>
      ),
    },
    {
      key: 'status',
      title: t('状态', 'Status'),
      width: 110,
      render: ({ status }) => <Status list="agreementStatuses" code={status} />,
    },
  ];
}
