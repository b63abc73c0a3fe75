import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { roleMay } from '@lianjian/permissions/matrix';
import { Button, DatePicker, Space, Tag } from 'antd';
import dayjs from 'dayjs';
import { Link } from 'react-router';
import { api, queries, type Schemas } from '../api/client';
import { numberText, periodText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { FilterBar, FilterSelect, FilterText, useFilters } from '../parts/filters';
import { LinkButton } from '../parts/link-button';
import { UnitName, useCouncils, useUnitOptions } from '../parts/names';
import { Page, Section } from '../parts/page';
import { usePaged } from '../parts/paged';
import { shifted } from '../parts/periods';
import { type Column, Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { PossibleDuplicates } from './duplicates';
import { latestMonth } from './months';
import { hostDistricts, spanText, whyNotCounted } from './words';
import './activities.css';

type Summary = Schemas['ActivitySummary'];

/** In the address instead of a month: no matter when. */
const ANY_MONTH = 'all';
const NAMES = [
  'month',
  'kind',
  'status',
  'unitId',
  'districtCode',
  'projectId',
  'agreementId',
  'councilId',
  'text',
] as const;

/** Activities of a month, or everything that a filter from another page leads to. */
export function ActivitiesPage() {
  const t = useText();
  const { mandate } = useMe();
  const { values, set, isFiltered, reset } = useFilters(NAMES);
  const { month: asked, ...others } = values;
  const isLookedUp = Boolean(others.unitId || others.projectId || others.agreementId || others.text);
  const latest = queries.useQuery(
    'get',
    '/activities',
    { params: { query: { limit: 50, ...(others.councilId ? { councilId: others.councilId } : {}) } } },
    { enabled: !asked && !isLookedUp },
  );
  const first = latest.data && latestMonth(latest.data.items, today());
  const month = asked ?? (isLookedUp ? ANY_MONTH : first);
  const mayRecord = roleMay(mandate.role, 'recordActivity');

  return (
    <Page
      title={t('活动', 'Activities')}
      lead={t('联席会各单位开展的活动和参与人次。', 'What the members of the council did, and how many took part.')}
      actions={
        mayRecord && (
          <LinkButton type="primary" to="/activities/new">
            {t('登记活动', 'Record an activity')}
          </LinkButton>
        )
      }
    >
      <Filters values={values} month={month} set={set} reset={isFiltered ? reset : undefined} />
      {month ? (
        <>
          {month !== ANY_MONTH && <DuplicatesOfMonth month={month} councilId={others.councilId} />}
          <Activities month={month} filter={others} />
        </>
      ) : (
        <Loaded query={latest}>{() => null}</Loaded>
      )}
    </Page>
  );
}

type Name = (typeof NAMES)[number];
type Filter = Readonly<Partial<Record<Name, string>>>;

function Filters({
  values,
  month,
  set,
  reset,
}: Readonly<{
  values: Filter;
  month: string | undefined;
  set: (name: Name, value: string | undefined) => void;
  reset: (() => void) | undefined;
}>) {
  const t = useText();
  const { options, districtOptions } = useLabels();
  const { mandate } = useMe();
  const units = useUnitOptions();
  const isMonth = month !== undefined && month !== ANY_MONTH;
  const projects = queries.useQuery('get', '/projects', { params: { query: { limit: 200 } } }, { staleTime: 60_000 });
  const select = (name: Name, label: string, choices: { value: string; label: string }[]) => (
    <FilterSelect label={label} options={choices} value={values[name]} onChange={(value) => set(name, value)} />
  );
  return (
    <FilterBar reset={reset}>
      <Space.Compact>
        <Button
          icon={<LeftOutlined />}
          aria-label={t('上一个月', 'Month before')}
          disabled={!isMonth}
          onClick={() => isMonth && set('month', shifted(month, -1))}
        />
        <DatePicker
          picker="month"
          format={t('YYYY年M月', 'YYYY-MM')}
          style={{ width: 140 }}
          aria-label={t('月份', 'Month')}
          placeholder={t('所有月份', 'All months')}
          value={isMonth ? dayjs(`${month}-01`) : null}
          onChange={(date) => set('month', date ? date.format('YYYY-MM') : ANY_MONTH)}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={t('下一个月', 'Month after')}
          disabled={!isMonth}
          onClick={() => isMonth && set('month', shifted(month, 1))}
        />
      </Space.Compact>
      <FilterText
        label={t('名称或地点', 'Title or place')}
        value={values.text}
        onChange={(text) => set('text', text)}
      />
      {select('kind', t('活动类型', 'Kind'), options('activityKinds'))}
      {select('status', t('状态', 'Status'), options('activityStatuses'))}
      {select('districtCode', t('主办单位所在区', 'District of a host'), districtOptions)}
      {select('unitId', t('主办或参加的单位', 'Unit that hosted or took part'), units)}
      {select(
        'projectId',
        t('所属项目', 'Project'),
        (projects.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      )}
      {mandate.role === 'UNIT' && values.unitId !== mandate.scope && (
        <Button type="link" onClick={() => set('unitId', mandate.scope)}>
          {t('只看本单位', 'Only my unit')}
        </Button>
      )}
      {values.agreementId && (
        <Tag closable onClose={() => set('agreementId', undefined)}>
          {t('与一份协议有关的活动', 'Activities of one agreement')}
        </Tag>
      )}
    </FilterBar>
  );
}

function Activities({ month, filter }: Readonly<{ month: string; filter: Omit<Filter, 'month'> }>) {
  const t = useText();
  const isAny = month === ANY_MONTH;
  const activities = usePaged<Summary>(['activities', month, filter], (page) =>
    api.GET('/activities', {
      params: { query: { ...(filter as object), ...(isAny ? {} : { month }), limit: 50, ...page } },
    }),
  );
  const columns = useColumns();
  const isNarrowed = Object.keys(filter).length > 0;
  const title = isAny
    ? t('所有月份的活动', 'Activities of all months')
    : t(`${periodText(month)}的活动`, `Activities of ${periodText(month)}`);
  return (
    <Loaded query={activities}>
      {(rows) => (
        <Section title={title}>
          <Rows
            caption={title}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            more={activities.more}
            isLoadingMore={activities.isLoadingMore}
            empty={
              isNarrowed
                ? t(
                    '没有符合筛选条件的活动，请放宽条件或换一个月份。',
                    'No activity meets the filter. Widen it, or choose another month.',
                  )
                : t(
                    '这个月还没有登记活动。开展或计划了活动，请点“登记活动”。',
                    'Nothing is recorded for this month yet.',
                  )
            }
          />
        </Section>
      )}
    </Loaded>
  );
}

function useColumns(): Column<Summary>[] {
  const t = useText();
  const { label, districtName } = useLabels();
  return [
    {
      key: 'title',
      title: t('活动', 'Activity'),
      render: (activity) => <Title activity={activity} />,
    },
    { key: 'when', title: t('时间', 'When'), render: (activity) => spanText(activity) },
    { key: 'kind', title: t('类型', 'Kind'), render: ({ kind }) => label('activityKinds', kind) },
    {
      key: 'hosts',
      title: t('主办', 'Hosts'),
      render: (activity) => {
        const districts = hostDistricts(activity);
        const others = activity.hosts.length - 1;
        return (
          <>
            <UnitName id={activity.leadHostUnitId} />
            <br />
            <span className="quiet">
              {districts.map(districtName).join('、')}
              {others > 0 && t(`，另有${others}个联合主办`, `, ${others} co-hosts`)}
            </span>
          </>
        );
      },
    },
    {
      key: 'units',
      title: t('参与单位', 'Units'),
      align: 'right',
      render: ({ participants }) => numberText(participants),
    },
    {
      key: 'onSite',
      title: t('现场人次', 'On site'),
      align: 'right',
      render: ({ personTimes }) => numberText(personTimes.onSite),
    },
    {
      key: 'remote',
      title: t('线上人次', 'Remote'),
      align: 'right',
      render: ({ personTimes }) => numberText(personTimes.remote),
    },
    {
      key: 'status',
      title: t('状态', 'Status'),
      render: ({ status }) => <Status list="activityStatuses" code={status} />,
    },
  ];
}

/** Its title leading to it, and what is special about it. */
function Title({ activity }: Readonly<{ activity: Summary }>) {
  const t = useText();
  const notCounted = whyNotCounted(activity, t);
  return (
    <div className="activity-title">
      <Link to={`/activities/${activity.id}`}>{activity.title}</Link>{' '}
      {hostDistricts(activity).length > 1 && <Tag>{t('跨区主办', 'Hosts of several districts')}</Tag>}
      {activity.late && <Tag>{t('补报', 'Late entry')}</Tag>}
      {activity.late && (
        <div className="quiet">{t('登记时该月已关账，列入补报', 'Recorded after its month was closed')}</div>
      )}
      {notCounted && <div className="quiet">{notCounted}</div>}
    </div>
  );
}

function DuplicatesOfMonth({ month, councilId }: Readonly<{ month: string; councilId: string | undefined }>) {
  const { mandate } = useMe();
  const councils = useCouncils();
  const only = councilId ?? (councils.data?.items.length === 1 ? councils.data.items[0]?.id : undefined);
  const duplicates = queries.useQuery(
    'get',
    '/activities/possible-duplicates',
    { params: { query: { councilId: only ?? '', month } } },
    { enabled: only !== undefined && roleMay(mandate.role, 'mergeActivity') },
  );
  return <PossibleDuplicates pairs={duplicates.data?.items ?? []} />;
}
