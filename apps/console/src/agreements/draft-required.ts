import { useText } from '../language/language';

/** The rule of a field that has to be filled in, with what to say when it is not. */
export function useRequired() {
  const t = useText();
  return (message: string) => [{ required: true, message: message || t('请填写', 'Required') }];
}
