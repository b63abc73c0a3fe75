import { Navigate, useLocation } from 'react-router';
import { useText } from '../language/language';
import { Outside } from './outside';
import { useSession } from './session';
import { SignInForm } from './sign-in-form';

/** Signing in; afterwards where one wanted to go. */
export function SignInPage() {
  const t = useText();
  const session = useSession();
  const { state } = useLocation() as { state: { from?: string } | null };
  if (session.status === 'in') return <Navigate to={state?.from ?? '/'} replace />;
  return (
    <Outside title={t('登录', 'Sign in')}>
      <SignInForm />
    </Outside>
  );
}
