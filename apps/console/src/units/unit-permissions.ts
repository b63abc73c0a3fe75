import { type Operation, roleMay } from '@lianjian/permissions/matrix';
import type { Schemas } from '../api/client';
import { districtOn } from './standing';

type Unit = Schemas['Unit'];
type Reader = Readonly<Pick<Schemas['Mandate'], 'role' | 'scope'>>;

const ENDED: readonly Unit['status'][] = ['WITHDRAWN', 'MERGED', 'CLOSED'];

export const isEnded = ({ status }: Pick<Unit, 'status'>): boolean => ENDED.includes(status);

/**
 * Whether a button for it makes sense for that reader now. It only keeps useless buttons away: whether the command is
 * done, the service decides.
 */
export function offers(operation: Operation, unit: Unit, reader: Reader, today: string): boolean {
  if (!roleMay(reader.role, operation)) return false;
  const isOwnDistrict = reader.role === 'DIST' && reader.scope === districtOn(unit, today)?.code;
  const isRecommendedHere = unit.recommendations.some(({ councilId }) => councilId === reader.scope);
  switch (operation) {
    case 'recommendUnit':
      return isOwnDistrict && !isEnded(unit) && unit.status !== 'SUSPENDED';
    case 'activateUnit':
      return unit.status === 'RECOMMENDED' && isRecommendedHere;
    case 'admitMember':
      return unit.status === 'ACTIVE' && isRecommendedHere;
    case 'correctUnitProfile':
      return isOwnDistrict && !isEnded(unit);
    case 'changeUnitContact':
      return !isEnded(unit) && (isOwnDistrict || reader.scope === unit.id);
    case 'getUnitContact':
      if (!unit.hasContact) return false;
      if (reader.role === 'UNIT') return reader.scope === unit.id;
      return reader.role !== 'DIST' || isOwnDistrict;
    case 'requestUnitTransfer':
      return reader.scope === unit.districts.at(-1)?.code && !isEnded(unit) && unit.transfer === null;
    case 'acceptUnitTransfer':
      return unit.transfer?.to === reader.scope;
    case 'declineUnitTransfer':
      return unit.transfer !== null && [unit.transfer.from, unit.transfer.to].includes(reader.scope);
    case 'suspendUnit':
      return isOwnDistrict && unit.status === 'ACTIVE';
    case 'reactivateUnit':
      return isOwnDistrict && unit.status === 'SUSPENDED';
    case 'mergeUnit':
      return isOwnDistrict && (unit.status === 'ACTIVE' || unit.status === 'SUSPENDED');
    case 'withdrawUnit':
      return isOwnDistrict && !isEnded(unit);
    default:
      return false;
  }
}
