import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CouncilName, UnitName } from './names';

/** Who acted, as an organization: 秦淮区委组织部, 新街口商圈党建联席会办公室, a unit. Never a person. */
export function ActorName({ role, scope }: Readonly<{ role: string; scope: string }>) {
  const t = useText();
  const { label, districtName } = useLabels();
  switch (role) {
    case 'CITY':
    case 'DIST':
      return <>{t(`${districtName(scope)}委组织部`, `Organization Department, ${districtName(scope)}`)}</>;
    case 'COORD':
      return (
        <>
          {t('', 'Office of ')}
          <CouncilName id={scope} plain />
          {t('办公室', '')}
        </>
      );
    case 'UNIT':
      return <UnitName id={scope} plain />;
    case 'AUDIT':
      return <>{`${districtName(scope)}${label('roles', role)}`}</>;
    case 'SYSTEM':
      return <>{t('系统自动', 'The system')}</>;
    default:
      return <>{label('roles', role)}</>;
  }
}
