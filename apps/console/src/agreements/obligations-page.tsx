import { addDays } from '@lianjian/kernel/time';
import { Tabs } from 'antd';
import { api, queries, type Schemas } from '../api/client';
import { today } from '../language/format';
import { useText } from '../language/language';
import { FilterBar, FilterSelect, useFilters } from '../parts/filters';
import { useUnitOptions } from '../parts/names';
import { Page, Section } from '../parts/page';
import { usePaged } from '../parts/paged';
import { Loaded } from '../parts/states';
import { useMe } from '../session/session';
import { AgreementLink, ObligationRows } from './obligation-rows';

type Obligation = Schemas['Obligation'];
type Query = { unitId?: string; counterPartyId?: string; open?: string; dueBefore?: string; limit?: number };

const SOON_DAYS = 30;
const WAS_IN_FORCE = ['ACTIVE', 'EXPIRED', 'TERMINATED'];

/** What was promised in all agreements this person sees: a unit's own first, what is due soonest on top. */
export function ObligationsPage() {
  const t = useText();
  const { mandate } = useMe();
  return (
    <Page
      title={t('履约事项', 'Obligations')}
      lead={
        mandate.role === 'UNIT'
          ? t(
              '本单位应履行的由本单位报告、对方确认；对方报告的由本单位确认。',
              'You report what your unit did and the other side confirms it; what they report, you confirm.',
            )
          : t(
              '各协议约定的义务及其履行情况，按完成期限排列。',
              'What the agreements promise and what became of it, by due date.',
            )
      }
    >
      <Section>{mandate.role === 'UNIT' ? <UnitObligations /> : <AllObligations />}</Section>
    </Page>
  );
}

function useObligations(query: Query) {
  return usePaged<Obligation>(['obligations', query], (page) =>
    api.GET('/obligations', { params: { query: { ...query, ...page } } }),
  );
}

function UnitObligations() {
  const t = useText();
  const { mandate } = useMe();
  const filters = useFilters(['tab'], TAB);
  const own = useObligations({ unitId: mandate.scope, open: 'true', limit: 200 });
  const others = useObligations({ counterPartyId: mandate.scope, open: 'true', limit: 200 });
  const toConfirm = { ...others, data: others.data?.filter(({ state }) => state === 'TO_CONFIRM') };
  const { of } = useOwnAgreements();
  const count = (rows: readonly Obligation[] | undefined) => (rows ? t(`（${rows.length}）`, ` (${rows.length})`) : '');

  const table = (query: typeof own, caption: string, empty: string) => (
    <Loaded query={query}>
      {(rows) => (
        <ObligationRows
          rows={rows}
          caption={caption}
          empty={empty}
          more={query.more}
          isLoadingMore={query.isLoadingMore}
          {...of}
        />
      )}
    </Loaded>
  );
  const ownTitle = t('应履行', 'Owed by us');
  const confirmTitle = t('待确认', 'For us to confirm');
  return (
    <Tabs
      activeKey={filters.values.tab ?? 'own'}
      onChange={(tab) => filters.set('tab', tab)}
      items={[
        {
          key: 'own',
          label: `${ownTitle}${count(own.data)}`,
          children: table(own, ownTitle, t('没有未履行完的义务。', 'Nothing is open.')),
        },
        {
          key: 'confirm',
          label: `${confirmTitle}${count(toConfirm.data)}`,
          children: table(
            toConfirm,
            confirmTitle,
            t('没有等待本单位确认的履行报告。', 'No report waits for your confirmation.'),
          ),
        },
        { key: 'all', label: t('全部', 'All'), children: <AllObligations /> },
      ]}
    />
  );
}

const TAB = { tab: 'own' } as const;
const STATE = { state: 'open' } as const;

function AllObligations() {
  const t = useText();
  const { mandate } = useMe();
  const units = useUnitOptions();
  const isUnit = mandate.role === 'UNIT';
  const filters = useFilters(['unit', 'state', 'due'], STATE);
  const { unit, state, due } = filters.values;
  const dueBefore = due === 'overdue' ? today() : due === 'soon' ? addDays(today(), SOON_DAYS + 1) : undefined;
  const obligations = useObligations({
    ...(unit ? { unitId: unit } : {}),
    ...(state === 'open' || dueBefore ? { open: 'true' } : {}),
    ...(dueBefore ? { dueBefore } : {}),
  });
  const { of } = useOwnAgreements();
  return (
    <>
      <FilterBar reset={filters.isFiltered ? filters.reset : undefined}>
        <FilterSelect label={t('义务方', 'Owed by')} options={units} {...filters.of('unit')} />
        <FilterSelect
          label={t('履行情况', 'Fulfilment')}
          options={[{ value: 'open', label: t('未履行完', 'Open') }]}
          {...filters.of('state')}
        />
        <FilterSelect
          label={t('完成期限', 'Due')}
          options={[
            { value: 'overdue', label: t('已逾期', 'Overdue') },
            { value: 'soon', label: t(`${SOON_DAYS}天内到期或已逾期`, `Overdue or within ${SOON_DAYS} days`) },
          ]}
          {...filters.of('due')}
        />
      </FilterBar>
      <Loaded query={obligations}>
        {(rows) => (
          <ObligationRows
            rows={rows}
            caption={t('全部履约事项', 'All obligations')}
            empty={
              filters.isFiltered
                ? t('没有符合条件的义务，请放宽筛选条件。', 'No obligation matches. Try fewer filters.')
                : t('没有未履行完的义务。', 'Nothing is open.')
            }
            more={obligations.more}
            isLoadingMore={obligations.isLoadingMore}
            {...(isUnit ? of : { withAgreement: byNumber, wasInForce: never })}
          />
        )}
      </Loaded>
    </>
  );
}

const never = () => false;
const byNumber = (obligation: Obligation) => <AgreementLink obligation={obligation} title={undefined} />;

/** A unit's agreements are few: their titles say more than their numbers, and their status what can be reported. */
function useOwnAgreements() {
  const t = useText();
  const { mandate } = useMe();
  const { data } = queries.useQuery(
    'get',
    '/agreements',
    { params: { query: { unitId: mandate.scope, limit: 200 } } },
    { enabled: mandate.role === 'UNIT' },
  );
  const find = ({ agreementId }: Obligation) => data?.items.find(({ id }) => id === agreementId);
  const wasInForce = (obligation: Obligation) => WAS_IN_FORCE.includes(find(obligation)?.status ?? '');
  const withAgreement = (obligation: Obligation) => (
    <>
      <AgreementLink obligation={obligation} title={find(obligation)?.title} />
      {data && !wasInForce(obligation) && t('（协议未生效）', ' (not in force)')}
    </>
  );
  return { of: { wasInForce, withAgreement } };
}
