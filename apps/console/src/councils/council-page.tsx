import { Tabs } from 'antd';
import { useParams } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { useFilters } from '../parts/filters';
import { Page } from '../parts/page';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { Glance } from './glance';
import { Management } from './management';
import { Members } from './members';
import './councils.css';

/** A council at a glance, its members, and what is decided about it. */
export function CouncilPage() {
  const { id = '' } = useParams();
  const query = queries.useQuery('get', '/councils/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(council) => <Shown council={council} />}</Loaded>;
}

const GLANCE = 'glance';

function Shown({ council }: Readonly<{ council: Schemas['Council'] }>) {
  const t = useText();
  const { label } = useLabels();
  const { mandate } = useMe();
  const { values, set } = useFilters(['tab']);
  const { name, kind, leadAuthority, establishedOn, establishedYear, meetingCadence } = council;
  const since = establishedOn
    ? t(`${dateText(establishedOn)}成立`, `established ${dateText(establishedOn)}`)
    : establishedYear
      ? t(`${establishedYear}年成立`, `established ${establishedYear}`)
      : undefined;
  const tabs = [
    { key: GLANCE, label: t('联席会一览', 'At a glance'), children: <Glance council={council} /> },
    { key: 'members', label: t('成员', 'Members'), children: <Members council={council} /> },
    ...(mandate.role === 'UNIT'
      ? []
      : [{ key: 'manage', label: t('管理', 'Management'), children: <Management council={council} /> }]),
  ];
  return (
    <Page
      title={name}
      tag={<Status list="councilStatuses" code={council.status} />}
      lead={[
        label('councilKinds', kind),
        t(`${leadAuthority.name}牵头`, `led by ${leadAuthority.name}`),
        since,
        t(`${label('meetingCadences', meetingCadence)}例会`, `meets: ${label('meetingCadences', meetingCadence)}`),
      ]
        .filter(Boolean)
        .join(t('，', ', '))}
    >
      <Tabs
        items={tabs}
        activeKey={values.tab ?? GLANCE}
        onChange={(tab) => set('tab', tab === GLANCE ? undefined : tab)}
        destroyOnHidden
      />
    </Page>
  );
}
