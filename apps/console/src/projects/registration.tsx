import type { BodyOf } from '../api/body';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { ReasonField } from '../parts/reason-field';
import { TextItem } from './field-parts';

type Project = Schemas['Project'];
type Answer = Schemas['CommandAnswer'];
/** What every action on a project is given. */
export type ActionProps = Readonly<{ project: Project; isPrimary?: boolean }>;

/** The authority registers what was proposed. */
export function Register({ project, isPrimary }: ActionProps) {
  const t = useText();
  const { districtName } = useLabels();
  const command = useCommand((_: object, header) =>
    api.POST('/projects/{id}/registration', { params: { path: { id: project.id }, header }, body: {} }),
  );
  const others = project.districts.filter(({ code }) => code !== project.leadDistrict).map(({ code }) => code);
  return (
    <CommandDialog<object, Answer>
      label={t('立项', 'Register')}
      command={command}
      version={project.version}
      explanation={
        others.length > 0
          ? t(
              `立项后编号，并请${others.map(districtName).join('、')}表示同意。`,
              `It gets its number; then ${others.map(districtName).join(', ')} will be asked to consent.`,
            )
          : t('立项后编号，可开放认领或关联协议。', 'It gets its number, and claiming can open.')
      }
      done={t('已立项', 'Registered')}
      isPrimary={isPrimary}
    />
  );
}

/** The authority turns it down. */
export function Reject({ project }: ActionProps) {
  const t = useText();
  const command = useCommand((body: BodyOf<'rejectProject'>, header) =>
    api.POST('/projects/{id}/rejection', { params: { path: { id: project.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'rejectProject'>, Answer>
      label={t('不予立项', 'Reject')}
      command={command}
      version={project.version}
      done={t('未予立项', 'Rejected')}
      danger
    >
      <ReasonField />
    </CommandDialog>
  );
}

/** Another district agrees. */
export function Consent({ project, isPrimary }: ActionProps) {
  const t = useText();
  const command = useCommand((body: NonNullable<BodyOf<'consentToProject'>>, header) =>
    api.POST('/projects/{id}/consents', { params: { path: { id: project.id }, header }, body }),
  );
  return (
    <CommandDialog<NonNullable<BodyOf<'consentToProject'>>, Answer>
      label={t('同意参与', 'Consent')}
      command={command}
      version={project.version}
      explanation={t(
        '表示本区同意参与这个项目。参与区全部同意后项目才能启动。',
        'This district agrees to take part. The project may start once all have.',
      )}
      toBody={({ note }) => (note ? { note } : {})}
      done={t('已同意', 'Consented')}
      isPrimary={isPrimary}
    >
      <TextItem name="note" label={t('意见（可不填）', 'Note (optional)')} max={300} isOptional />
    </CommandDialog>
  );
}
