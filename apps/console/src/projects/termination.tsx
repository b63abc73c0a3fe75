import { Alert, Form, Radio } from 'antd';
import type { BodyOf } from '../api/body';
import { api, queries, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { ReasonField } from '../parts/reason-field';
import { useMe } from '../session/session';
import { offers, terminationIsProposed } from './project-permissions';
import type { ActionProps } from './registration';

type Answer = Schemas['CommandAnswer'];
type Body = BodyOf<'terminateProject'>;

const useTerminate = (id: string) =>
  useCommand((body: Body, header) =>
    api.POST('/projects/{id}/termination', { params: { path: { id }, header }, body }),
  );

/** Ends a project early, with another person's approval or without. */
export function Terminate({ project }: ActionProps) {
  const t = useText();
  const command = useTerminate(project.id);
  return (
    <CommandDialog<Body, Answer>
      label={t('终止项目', 'Terminate')}
      command={command}
      version={project.version}
      explanation={t('终止后不能恢复。', 'This cannot be undone.')}
      initialValues={{ approved: true }}
      done={t('已提交', 'Done')}
      danger
    >
      <Form.Item label={t('终止方式', 'How')} name="approved">
        <Radio.Group
          style={{ display: 'flex', flexDirection: 'column', gap: 8 }}
          options={[
            {
              value: true,
              label: t('提请另一人批准后终止，不影响完成率', 'With another person’s approval; weighs on no rate'),
            },
            { value: false, label: t('直接终止，计为未完成', 'At once; counts as not completed') },
          ]}
        />
      </Form.Item>
      <ReasonField />
    </CommandDialog>
  );
}

/** That somebody proposed to end it, why, and the other person's approval. */
export function ProposedTermination({ project }: ActionProps) {
  const t = useText();
  const { mandate, account } = useMe();
  const command = useTerminate(project.id);
  const isProposed = terminationIsProposed(project);
  const history = queries.useQuery(
    'get',
    '/projects/{id}/history',
    { params: { path: { id: project.id } } },
    { enabled: isProposed },
  );
  if (!isProposed) return null;
  const proposal = history.data?.items.findLast(({ type }) => type === 'ProjectTerminationProposed');
  const reason = proposal?.reason ?? '';
  const isOurs = proposal?.actor.accountId === account.id;
  const mayApprove = proposal && !isOurs && offers('terminateProject', project, mandate);
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('已提请终止，待另一人批准', 'Its termination is proposed; another person has to approve')}
      description={
        <>
          {reason && (
            <p style={{ margin: '0 0 8px' }}>
              {t('事由：', 'Reason: ')}
              {reason}
            </p>
          )}
          {isOurs
            ? t(
                '由您提请，须由立项机关或联席会办公室的另一人批准。',
                'You proposed it; somebody else of the authority or the council’s office approves.',
              )
            : mayApprove && (
                <CommandDialog<object, Answer>
                  label={t('批准终止', 'Approve the termination')}
                  command={{ ...command, run: (_, version) => command.run({ reason, approved: true }, version) }}
                  version={project.version}
                  explanation={t('批准后项目终止，不能恢复。', 'The project ends then; this cannot be undone.')}
                  done={t('项目已终止', 'Terminated')}
                  danger
                />
              )}
        </>
      }
    />
  );
}
