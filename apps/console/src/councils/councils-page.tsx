import { Link } from 'react-router';
import { api, type Schemas } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { FilterBar, FilterSelect, useFilters } from '../parts/filters';
import { Page, Section } from '../parts/page';
import { usePaged } from '../parts/paged';
import { Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';

import { ProposeCouncil } from './propose-council';

type Summary = Schemas['CouncilSummary'];

/** The councils this person may see. */
export function CouncilsPage() {
  const t = useText();
  const { label, options } = useLabels();
  const { values, set, isFiltered, reset } = useFilters(['status']);
  const query = values.status ? { status: values.status as Summary['status'] } : {};
  const councils = usePaged<Summary>(['councils', query], (page) =>
    api.GET('/councils', { params: { query: { ...query, ...page } } }),
  );
  return (
    <Page
      title={t('联席会', 'Councils')}
      lead={t('点开查看成员、协议、项目和活动的总体情况。', 'Open one to see how it stands.')}
      actions={<ProposeCouncil />}
    >
      <FilterBar reset={isFiltered ? reset : undefined}>
        <FilterSelect
          label={t('状态', 'Status')}
          options={options('councilStatuses')}
          value={values.status}
          onChange={(status) => set('status', status)}
        />
      </FilterBar>
      <Loaded query={councils}>
        {(rows) => (
          <Section>
            <Rows
              caption={t('联席会', 'Councils')}
              rows={rows}
              rowKey={({ id }) => id}
              more={councils.more}
              isLoadingMore={councils.isLoadingMore}
              empty={t('您的职责范围内还没有联席会。', 'There is no council within your duties yet.')}
              columns={[
                {
                  key: 'name',
                  title: t('名称', 'Name'),
                  render: ({ id, name, councilCode }) => (
                    <>
                      <Link to={`/councils/${id}`}>{name}</Link>
                      <div className="quiet code">{councilCode}</div>
                    </>
                  ),
                },
                { key: 'kind', title: t('类别', 'Kind'), render: ({ kind }) => label('councilKinds', kind) },
                {
                  key: 'districts',
                  title: t('主办区', 'Host districts'),
                  render: ({ hostDistricts }) => hostDistricts.map(({ name }) => name).join('、'),
                },
                {
                  key: 'status',
                  title: t('状态', 'Status'),
                  render: ({ status }) => <Status list="councilStatuses" code={status} />,
                },
              ]}
            />
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
