import { Input } from 'antd';
import { useText } from '../language/language';
import { checkUscc, normalUscc, type UsccCheck } from './uscc-check';

type Props = Readonly<{ id?: string; value?: string; onChange?: (value: string) => void }>;

/** A unified social credit code, checked with every key: what is still missing, what is wrong, or whose it is. */
export function UsccInput({ id, value, onChange }: Props) {
  const words = useWords();
  const check = checkUscc(value);
  return (
    <>
      <Input
        {...(id ? { id } : {})}
        className="uscc"
        autoComplete="off"
        spellCheck={false}
        value={value ?? ''}
        {...(check.kind === 'WRONG' || check.kind === 'CHARACTER' || check.kind === 'LONG'
          ? { status: 'error' as const }
          : {})}
        onChange={({ target }) => onChange?.(normalUscc(target.value))}
      />
      <div className={`uscc-said uscc-${check.kind.toLowerCase()}`} aria-live="polite">
        {words(check)}
      </div>
    </>
  );
}

function useWords(): (check: UsccCheck) => string {
  const t = useText();
  return (check) => {
    switch (check.kind) {
      case 'EMPTY':
        return '';
      case 'SHORT':
        return t(`还差${check.missing}位`, `${check.missing} more characters`);
      case 'LONG':
        return t(`多了${check.extra}位，应为18位`, `${check.extra} too many; it has 18`);
      case 'CHARACTER':
        return t(
          `不含字符“${check.character}”，请核对（代码不使用字母 I、O、S、V、Z）`,
          `No code contains “${check.character}” (the letters I, O, S, V and Z are not used)`,
        );
      case 'WRONG':
        return t('校验位不正确，请对照证照逐位核对', 'Wrong check character; compare it with the certificate');
      case 'RIGHT':
        return check.registrar
          ? t(
              `代码正确：${check.registrar}部门登记，${check.category}`,
              `Right: registered by ${check.registrar} as ${check.category}`,
            )
          : t('代码正确', 'Right');
    }
  };
}
