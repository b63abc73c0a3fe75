import type { BodyOf } from '../api/body';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { ReasonField } from '../parts/reason-field';
import { withoutBlanks } from './profile';
import { AddressFields, HostFields, OrganizationFields } from './profile-fields';

type Correction = BodyOf<'correctUnitProfile'>;

/** Corrects what the register says about a unit. */
export function CorrectProfile({ unit }: Readonly<{ unit: Schemas['Unit'] }>) {
  const t = useText();
  const command = useCommand((body: Correction, header) =>
    api.PATCH('/units/{id}', { params: { path: { id: unit.id }, header }, body }),
  );
  return (
    <CommandDialog<Correction, Schemas['CommandAnswer']>
      label={t('更正基本信息', 'Correct the profile')}
      command={command}
      version={unit.version}
      explanation={t(
        '属地变更请另行办理。更正前后的内容都会保留在历程中。',
        'A change of district goes its own way. What it said before stays in the history.',
      )}
      initialValues={unit.profile}
      toBody={withoutBlanks}
      done={t('已更正', 'Corrected')}
    >
      <OrganizationFields known={unit.id} />
      <HostFields />
      <AddressFields />
      <ReasonField label={t('更正事由', 'Reason')} />
    </CommandDialog>
  );
}
