import { roleMay } from '@lianjian/permissions/matrix';
import { Checkbox } from 'antd';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { FilterBar, FilterSelect, FilterText, useFilters } from '../parts/filters';
import { LinkButton } from '../parts/link-button';
import { UnitName } from '../parts/names';
import { Page, Section } from '../parts/page';
import { usePaged } from '../parts/paged';
import { type Column, Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { awaitsConsentOf } from './next-step';

type ProjectSummary = Schemas['ProjectSummary'];

/** The projects this person may see, and for a district those that wait for its consent. */
export function ProjectListPage() {
  const t = useText();
  const { mandate } = useMe();
  const { options, label, districtName, districtOptions } = useLabels();
  const filters = useFilters(['text', 'status', 'category', 'district', 'lead', 'consent']);
  const { text, status, category, district, lead, consent } = filters.values;
  const isDistrict = mandate.role === 'DIST';
  const onlyOurs = isDistrict && consent === 'ours';
  const query = {
    ...(text ? { text } : {}),
    ...(status ? { status: status as ProjectSummary['status'] } : {}),
    ...(category ? { category: category as ProjectSummary['category'] } : {}),
    ...(district ? { districtCode: district } : {}),
    ...(lead ? { leadDistrict: lead } : {}),
    // The API does not ask for missing consents, so these are picked from all that the district takes part in.
    ...(onlyOurs ? { districtCode: mandate.scope, limit: 200 } : {}),
  };
  const projects = usePaged<ProjectSummary>(['projects', query], (page) =>
    api.GET('/projects', { params: { query: { ...query, ...page } } }),
  );
  const mayPropose = roleMay(mandate.role, 'proposeProject');
  const columns: Column<ProjectSummary>[] = [
    {
      key: 'name',
      title: t('项目', 'Project'),
      render: ({ id, name, projectNo }) => (
        <>
          <Link to={`/projects/${id}`}>{name}</Link>
          <div className="quiet">
            {projectNo ? <span className="code">{projectNo}</span> : t('未立项', 'Not registered')}
          </div>
        </>
      ),
    },
    {
      key: 'status',
      title: t('状态', 'Status'),
      width: 170,
      render: (project) => (
        <>
          <Status list="projectStatuses" code={project.status} />
          {project.consentsMissing.length > 0 && ['REGISTERED', 'CLAIMING', 'SIGNED'].includes(project.status) && (
            <div className="quiet">
              {t('待', 'Awaiting ')}
              {project.consentsMissing.map(districtName).join(t('、', ', '))}
              {t('同意', '')}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'category',
      title: t('类别', 'Category'),
      render: (project) => label('projectCategories', project.category),
    },
    {
      key: 'districts',
      title: t('牵头区与参与区', 'Districts'),
      render: ({ leadDistrict, districts }) => {
        const others = districts.filter(({ code }) => code !== leadDistrict);
        return (
          <>
            {districtName(leadDistrict)}
            {t('（牵头）', ' (lead)')}
            {others.length > 0 && <div className="quiet">{others.map(({ name }) => name).join(t('、', ', '))}</div>}
          </>
        );
      },
    },
    { key: 'unit', title: t('牵头单位', 'Lead unit'), render: ({ leadUnitId }) => <UnitName id={leadUnitId} /> },
    {
      key: 'plan',
      title: t('计划期', 'Plan'),
      width: 150,
      render: ({ startOn, plannedEndOn }) => (
        <span className="number">
          {dateText(startOn)}
          <br />
          {t('至 ', 'to ')}
          {dateText(plannedEndOn)}
        </span>
      ),
    },
  ];
  return (
    <Page
      title={t('共建项目', 'Projects')}
      lead={t(
        '从申报、立项、认领、签约到验收。打开项目可看到下一步由谁办理。',
        'From proposal to acceptance. Each project says what comes next and who does it.',
      )}
      actions={
        mayPropose && (
          <LinkButton type="primary" to="/projects/new">
            {isDistrict ? t('申报并立项', 'Register a project') : t('申报项目', 'Propose a project')}
          </LinkButton>
        )
      }
    >
      <Section>
        <FilterBar reset={filters.isFiltered ? filters.reset : undefined}>
          <FilterText label={t('名称或编号', 'Name or number')} {...filters.of('text')} />
          <FilterSelect label={t('状态', 'Status')} options={options('projectStatuses')} {...filters.of('status')} />
          <FilterSelect
            label={t('类别', 'Category')}
            options={options('projectCategories')}
            {...filters.of('category')}
          />
          <FilterSelect label={t('参与区', 'District')} options={districtOptions} {...filters.of('district')} />
          <FilterSelect label={t('牵头区', 'Lead district')} options={districtOptions} {...filters.of('lead')} />
          {isDistrict && (
            <Checkbox
              checked={onlyOurs}
              onChange={({ target }) => filters.set('consent', target.checked ? 'ours' : undefined)}
            >
              {t('待我区同意', 'Awaiting our consent')}
            </Checkbox>
          )}
        </FilterBar>
        <Loaded query={projects}>
          {(rows) => (
            <Rows
              caption={t('共建项目', 'Projects')}
              rows={onlyOurs ? rows.filter((project) => awaitsConsentOf(project, mandate.scope)) : rows}
              columns={columns}
              rowKey={({ id }) => id}
              more={projects.more}
              isLoadingMore={projects.isLoadingMore}
              empty={
                onlyOurs
                  ? t('没有等待我区同意的项目。', 'No project waits for our consent.')
                  : filters.isFiltered
                    ? t('没有符合条件的项目，请放宽筛选条件。', 'No project matches. Try fewer filters.')
                    : mayPropose
                      ? t('还没有项目，请先申报。', 'No projects yet. Propose the first one.')
                      : t('您的职责范围内还没有项目。', 'There are no projects within your duties yet.')
              }
            />
          )}
        </Loaded>
      </Section>
    </Page>
  );
}
