import { Button, Input, Select } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../language/language';
import './filters.css';

type Values<Name extends string> = { readonly [name in Name]?: string };

/**
 * A list's filters, kept in the address so that reloading and sharing keep them. A filter with a default that somebody
 * cleared stands in the address with no value. Texts and codes only; `set` replaces the entry of the browser's history.
 */
export function useFilters<Name extends string>(names: readonly Name[], defaults: Values<Name> = {}) {
  const [params, setParams] = useSearchParams();
  const values: { [name in Name]?: string } = {};
  for (const name of names) {
    const value = params.get(name) ?? defaults[name];
    if (value) values[name] = value;
  }
  const set = useCallback(
    (name: Name, value: string | undefined) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === undefined && defaults[name] === undefined) after.delete(name);
          else after.set(name, value ?? '');
          return after;
        },
        { replace: true },
      ),
    [setParams, defaults],
  );
  const isFiltered = names.some((name) => params.has(name));
  const reset = () =>
    setParams((before) => new URLSearchParams([...before].filter(([name]) => !names.includes(name as Name))), {
      replace: true,
    });
  /** What a control of the filter bar shows and changes. */
  const of = (name: Name) => ({ value: values[name], onChange: (value: string | undefined) => set(name, value) });
  return { values, set, of, isFiltered, reset };
}

/** The row of filters above a list. */
export function FilterBar({ children, reset }: Readonly<{ children: ReactNode; reset?: (() => void) | undefined }>) {
  const t = useText();
  return (
    <search className="filter-bar" aria-label={t('筛选', 'Filters')}>
      {children}
      {reset && (
        <Button type="link" onClick={reset}>
          {t('恢复默认', 'Reset')}
        </Button>
      )}
    </search>
  );
}

type FilterProps = Readonly<{
  /** What it filters by; also what an empty one shows. */
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}>;

const MANY = 60;

/** One of several values, or all. */
export function FilterSelect({
  label,
  value,
  onChange,
  options,
}: FilterProps & Readonly<{ options: { value: string; label: string }[] }>) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      // Only a list of a given width draws no more of it than is seen.
      popupMatchSelectWidth={options.length > MANY ? 360 : false}
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
      options={options}
    />
  );
}

/** Part of a name or number; taken on Enter. */
export function FilterText({ label, value, onChange }: FilterProps) {
  return (
    <Input.Search
      key={value ?? ''}
      aria-label={label}
      placeholder={label}
      allowClear
      maxLength={60}
      defaultValue={value ?? ''}
      onSearch={(text) => onChange(text.trim() || undefined)}
    />
  );
}
