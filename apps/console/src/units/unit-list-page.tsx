import { roleMay } from '@lianjian/permissions/matrix';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { FilterBar, FilterSelect, FilterText, useFilters } from '../parts/filters';
import { LinkButton } from '../parts/link-button';
import { useCouncils } from '../parts/names';
import { Page, Section } from '../parts/page';
import { usePaged } from '../parts/paged';
import { type Column, Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';

type UnitSummary = Schemas['UnitSummary'];

/** The units this person may see; a district sees its own first. */
export function UnitListPage() {
  const t = useText();
  const { mandate } = useMe();
  const { options, label, districtOptions } = useLabels();
  const filters = useFilters(
    ['text', 'district', 'status', 'kind', 'council'],
    mandate.role === 'DIST' ? { district: mandate.scope } : {},
  );
  const { text, district, status, kind, council } = filters.values;
  const councils = useCouncils();
  const query = {
    ...(text ? { text } : {}),
    ...(district ? { districtCode: district } : {}),
    ...(status ? { status: status as UnitSummary['status'] } : {}),
    ...(kind ? { unitKind: kind as UnitSummary['unitKind'] } : {}),
    ...(council ? { councilId: council } : {}),
  };
  const units = usePaged<UnitSummary>(['units', query], (page) =>
    api.GET('/units', { params: { query: { ...query, ...page } } }),
  );
  const mayRegister = roleMay(mandate.role, 'registerUnit');
  const columns: Column<UnitSummary>[] = [
    {
      key: 'name',
      title: t('单位', 'Unit'),
      render: ({ id, name, unitNo }) => (
        <>
          <Link to={`/units/${id}`}>{name}</Link>
          <div className="quiet code">{unitNo}</div>
        </>
      ),
    },
    { key: 'district', title: t('所在区', 'District'), render: ({ districtName }) => districtName, width: 120 },
    {
      key: 'kind',
      title: t('单位类别', 'Kind'),
      render: ({ unitKind, twoNew }) => (
        <>
          {label('unitKinds', unitKind)}
          {twoNew && <span className="quiet">{t('（两新）', ' (two new)')}</span>}
        </>
      ),
      width: 200,
    },
    {
      key: 'status',
      title: t('状态', 'Status'),
      render: (unit) => <Status list="unitStatuses" code={unit.status} />,
      width: 110,
    },
  ];
  return (
    <Page
      title={t('成员单位', 'Units')}
      lead={
        district && mandate.role === 'DIST' && district === mandate.scope
          ? t('先列本区单位；清除“所在区”可查看全部。', 'Your district first; clear the district to see all.')
          : t('登记、推荐并转为正式的党组织。', 'Party organizations, from registration to membership.')
      }
      actions={
        mayRegister && (
          <LinkButton type="primary" to="/units/new">
            {t('登记单位', 'Register a unit')}
          </LinkButton>
        )
      }
    >
      <Section>
        <FilterBar reset={filters.isFiltered ? filters.reset : undefined}>
          <FilterText label={t('名称或编号', 'Name or number')} {...filters.of('text')} />
          <FilterSelect label={t('所在区', 'District')} options={districtOptions} {...filters.of('district')} />
          <FilterSelect label={t('状态', 'Status')} options={options('unitStatuses')} {...filters.of('status')} />
          <FilterSelect label={t('单位类别', 'Kind')} options={options('unitKinds')} {...filters.of('kind')} />
          <FilterSelect
            label={t('联席会', 'Council')}
            options={(councils.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            {...filters.of('council')}
          />
        </FilterBar>
        <Loaded query={units}>
          {(rows) => (
            <Rows
              caption={t('成员单位', 'Units')}
              rows={rows}
              columns={columns}
              rowKey={({ id }) => id}
              more={units.more}
              isLoadingMore={units.isLoadingMore}
              empty={
                filters.isFiltered
                  ? t('没有符合条件的单位，请放宽筛选条件。', 'No unit matches. Try fewer filters.')
                  : mayRegister
                    ? t('还没有单位，请先登记。', 'No units yet. Register the first one.')
                    : t('您的职责范围内还没有单位。', 'There are no units within your duties yet.')
              }
            />
          )}
        </Loaded>
      </Section>
    </Page>
  );
}
