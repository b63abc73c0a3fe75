import { Navigate } from 'react-router';
import { useText } from '../language/language';
import { Page } from '../parts/page';
import { useMe } from '../session/session';

/** What waits for this person. */
export function WorkListPage() {
  const t = useText();
  const { mandate } = useMe();
  if (mandate.role === 'ADMIN') return <Navigate to="/accounts" replace />;
  return <Page title={t('待办', 'Work list')}>{null}</Page>;
}
