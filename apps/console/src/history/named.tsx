import { roleMay } from '@lianjian/permissions/matrix';
import { Fragment } from 'react';
import { CouncilName, UnitName } from '../parts/names';
import { ActivityName, AgreementName, ProjectName } from '../parts/subject-names';
import { useMe } from '../session/session';
import type { Named, Pieces } from './words';

/** Words with names in them, each leading to its page. */
export function Told({ pieces }: Readonly<{ pieces: Pieces }>) {
  return pieces.map((piece, index) => (
    <Fragment key={index}>{typeof piece === 'string' ? piece : <NamedThing {...piece} />}</Fragment>
  ));
}

function NamedThing({ kind, id }: Named) {
  const { mandate } = useMe();
  if (!roleMay(mandate.role, 'listUnits')) return <span className="code">{id}</span>;
  switch (kind) {
    case 'unit':
      return <UnitName id={id} />;
    case 'council':
      return <CouncilName id={id} />;
    case 'agreement':
      return <AgreementName id={id} />;
    case 'project':
      return <ProjectName id={id} />;
    case 'activity':
      return <ActivityName id={id} />;
  }
}
