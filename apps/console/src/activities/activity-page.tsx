import { roleMay } from '@lianjian/permissions/matrix';
import { Alert, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { History } from '../history/history';
import { instantText, numberText, periodText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Facts } from '../parts/facts';
import { CouncilName, UnitName } from '../parts/names';
import { Page, Section } from '../parts/page';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { ActivityName, AgreementName, ProjectName } from '../parts/subject-names';
import { useMe } from '../session/session';
import { ActivityActions } from './activity-actions';
import { MergeButton } from './merge-button';
import { Participations } from './participations';
import { hostDistricts, spanText, whyNotCounted } from './words';
import './activities.css';

/** One activity: what it was, who took part, and what is still to be settled about it. */
export function ActivityPage() {
  const { id = '' } = useParams();
  const query = queries.useQuery('get', '/activities/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(activity) => <Shown activity={activity} />}</Loaded>;
}

function Shown({ activity }: Readonly<{ activity: Schemas['Activity'] }>) {
  const t = useText();
  const { label, districtName } = useLabels();
  const { councilId, month, hosts, leadHostUnitId, status, personTimes } = activity;
  const period = queries.useQuery('get', '/councils/{id}/periods/{month}', {
    params: { path: { id: councilId, month } },
  });
  const isClosed = period.data?.status === 'CLOSED';
  const coHosts = hosts.filter(({ unitId }) => unitId !== leadHostUnitId);
  const districts = hostDistricts(activity);
  return (
    <Page
      title={activity.title}
      tag={<Status list="activityStatuses" code={status} />}
      lead={`${label('activityKinds', activity.kind)}，${spanText(activity)}，${activity.place}`}
      actions={<ActivityActions activity={activity} isClosed={isClosed} />}
    >
      <Notices activity={activity} isClosed={isClosed} />
      <Section title={t('活动情况', 'What it was')}>
        {activity.summary && <p className="activity-summary">{activity.summary}</p>}
        <Facts
          facts={[
            [
              t('牵头主办', 'Lead host'),
              <span key="n">
                <UnitName id={leadHostUnitId} />（{districtName(activity.leadDistrict)}）
              </span>,
            ],
            coHosts.length > 0 && [
              t('联合主办', 'Co-hosts'),
              <ul key="c" className="plain-list">
                {coHosts.map(({ unitId, districtCode }) => (
                  <li key={unitId}>
                    <UnitName id={unitId} />（{districtName(districtCode)}）
                  </li>
                ))}
              </ul>,
            ],
            districts.length > 1 && [
              t('跨区主办', 'Hosts of several districts'),
              t(
                `是，由${districts.map(districtName).join('、')}的单位共同主办`,
                `Yes: hosted from ${districts.map(districtName).join(', ')}`,
              ),
            ],
            activity.form !== null && [t('形式', 'Form'), label('activityForms', activity.form)],
            activity.coTags.length > 0 && [
              t('同时计为', 'Counts also as'),
              activity.coTags.map((tag) => <Tag key={tag}>{label('coTags', tag)}</Tag>),
            ],
            activity.projectId !== null && [t('所属项目', 'Project'), <ProjectName key="p" id={activity.projectId} />],
            activity.agreementIds.length > 0 && [
              t('履行的协议', 'Agreements'),
              activity.agreementIds.map((id) => (
                <div key={id}>
                  <AgreementName id={id} />
                </div>
              )),
            ],
            [t('所属联席会', 'Council'), <CouncilName key="l" id={councilId} />],
            activity.heldRecordedAt !== null && [
              t('登记', 'Recorded'),
              `${instantText(activity.heldRecordedAt)}，${
                activity.enteredBy === 'OFFICE'
                  ? t('联席会办公室代填', 'by the office for a host')
                  : t('主办单位填报', 'by a host')
              }`,
            ],
          ]}
        />
      </Section>
      {status !== 'PLANNED' && (
        <Section
          title={t('参与人次', 'Who took part')}
          extra={
            <span className="number">
              {t(
                `${activity.participants}个单位，现场${numberText(personTimes.onSite)}人次、线上${numberText(personTimes.remote)}人次，共${numberText(personTimes.total)}人次`,
                `${activity.participants} units, ${personTimes.onSite} on site, ${personTimes.remote} remote, ${personTimes.total} in all`,
              )}
            </span>
          }
        >
          <Participations activity={activity} isClosed={isClosed} />
        </Section>
      )}
      <History subject="activity" id={activity.id} />
    </Page>
  );
}

/** What of its state one should know before doing anything. */
function Notices({ activity, isClosed }: Readonly<{ activity: Schemas['Activity']; isClosed: boolean }>) {
  const t = useText();
  const { mandate } = useMe();
  const { status, month, mergedInto, mergedFrom, endReason, possibleDuplicates, countable } = activity;
  const notCounted = whyNotCounted(activity, t);
  const waiting = activity.participations.filter(({ proposal }) => proposal).length;
  const disputed = activity.participations.filter(({ dispute }) => dispute).length;
  const mayMerge = roleMay(mandate.role, 'mergeActivity') && countable;
  // Open months are the office's to put right, closed ones the districts'.
  const isOurs = isClosed ? mandate.role === 'DIST' : mandate.role === 'COORD';
  return (
    <>
      {notCounted && (
        <Alert
          className="text-links"
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={notCounted}
          description={
            <>
              {endReason && <div>{t(`事由：${endReason}`, `Reason: ${endReason}`)}</div>}
              {mergedInto && (
                <Link to={`/activities/${mergedInto}`}>{t('查看并入的记录', 'Show the other record')}</Link>
              )}
              {status === 'PLANNED' &&
                t('开展后点“登记开展情况”，补充人次和内容即可。', 'Once held, add who came and what was done.')}
            </>
          }
        />
      )}
      {possibleDuplicates.map((other) => (
        <Alert
          className="text-links"
          key={other.id}
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={
            <>
              {t('可能与', 'May be the same as ')}
              <Link to={`/activities/${other.id}`}>{other.title}</Link>（{spanText(other)}）{t('是同一活动', '')}
            </>
          }
          description={
            mayMerge && isOurs
              ? t(
                  '确认是同一活动的，合并后只计一次；不是的，不用处理。',
                  'If it is, merge them so that it counts once.',
                )
              : t(
                  `确认是同一活动的，请告知${isClosed ? '区委组织部' : '联席会办公室'}合并，合并后只计一次。`,
                  `If it is, ask the ${isClosed ? 'district' : 'office'} to merge them.`,
                )
          }
          action={mayMerge && isOurs && <MergeButton activity={activity} other={other} />}
        />
      ))}
      {countable && isClosed && (
        <Alert
          className="text-links"
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={t(
            `${periodText(month)}已关账：更正须经组织部门批准，批准前统计不变。`,
            `${periodText(month)} is closed: corrections need the organization department's approval.`,
          )}
          description={
            activity.late
              ? t(
                  '本活动在关账后登记，列入补报，不改变已发布的报告。',
                  'Recorded after the closing: a late entry, outside published reports.',
                )
              : undefined
          }
        />
      )}
      {(waiting > 0 || disputed > 0) && countable && (
        <Alert
          className="text-links"
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={[
            disputed > 0 &&
              t(
                `${disputed}个单位对人次有异议，由联席会办公室处理后方可核实`,
                `${disputed} headcounts are disputed; once the office has resolved that, the activity can be verified`,
              ),
            waiting > 0 && t(`${waiting}项更正待组织部门批准`, `${waiting} corrections wait for approval`),
          ]
            .filter(Boolean)
            .join(t('；', '; '))}
        />
      )}
      {mergedFrom.length > 0 && (
        <Alert
          className="text-links"
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={
            <>
              {t('以下登记已并入本记录：', 'Other records were merged into this one: ')}
              {mergedFrom.map((id) => (
                <span key={id} style={{ marginInlineEnd: 8 }}>
                  <ActivityName id={id} />
                </span>
              ))}
            </>
          }
        />
      )}
    </>
  );
}
