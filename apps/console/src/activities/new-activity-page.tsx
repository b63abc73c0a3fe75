import { useSearchParams } from 'react-router';
import { queries } from '../api/client';
import { useText } from '../language/language';
import { Drafted } from '../parts/drafted';
import { LinkButton } from '../parts/link-button';
import { useCouncils } from '../parts/names';
import { Page } from '../parts/page';
import { Loaded } from '../parts/states';
import { useMe } from '../session/session';
import { type ActivityDraft, draftOf } from './activity-draft';
import { ActivityForm } from './activity-form';
import './activities.css';

/** Records an activity, plans one, or completes a plan: `?planId=` and `?plan=1`. */
export function NewActivityPage() {
  const t = useText();
  const { mandate } = useMe();
  const [params] = useSearchParams();
  const planId = params.get('planId') ?? undefined;
  const isPlan = planId === undefined && params.get('plan') === '1';
  const councils = useCouncils();
  const plan = queries.useQuery(
    'get',
    '/activities/{id}',
    { params: { path: { id: planId ?? '' } } },
    { enabled: planId !== undefined, staleTime: Number.POSITIVE_INFINITY },
  );
  const title = isPlan
    ? t('登记活动计划', 'Plan an activity')
    : planId
      ? t('登记开展情况', 'Record what was held')
      : t('登记活动', 'Record an activity');
  return (
    <Page
      title={title}
      lead={
        isPlan
          ? t(
              '先登记计划，开展后在计划上补充人次和内容，不用重填。',
              'Plan first; once held, add to the plan who came.',
            )
          : t(
              '由任一主办单位登记一次，各单位、各区的统计从中产生。',
              'Any host records it once; all figures come from it.',
            )
      }
      actions={
        !planId &&
        (isPlan ? (
          <LinkButton to="/activities/new">{t('改为登记已开展的活动', 'Record one that was held')}</LinkButton>
        ) : (
          <LinkButton to="/activities/new?plan=1">{t('还没开展，先登记计划', 'Not held yet: plan it')}</LinkButton>
        ))
      }
    >
      <Loaded query={councils}>
        {({ items }) => {
          const own = mandate.role === 'COORD' ? items.filter(({ id }) => id === mandate.scope) : items;
          if (!planId) {
            return (
              <Drafted<ActivityDraft> of="activity">
                {(draft) => <ActivityForm councils={own} isPlan={isPlan} draft={draft} />}
              </Drafted>
            );
          }
          return (
            <Loaded query={plan}>
              {({ id, version, ...planned }) => (
                <Drafted<ActivityDraft> of={`activity.${id}`}>
                  {(draft) => (
                    <ActivityForm
                      councils={own}
                      isPlan={false}
                      plan={{ id, version, planned: draftOf(planned) }}
                      draft={draft}
                    />
                  )}
                </Drafted>
              )}
            </Loaded>
          );
        }}
      </Loaded>
    </Page>
  );
}
