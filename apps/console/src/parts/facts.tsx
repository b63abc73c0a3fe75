import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useIsNarrow } from './narrow';

type Fact = readonly [label: string, value: ReactNode];

/** Labels with their values, in two columns where there is room. */
export function Facts({ facts }: Readonly<{ facts: readonly (Fact | false | null | undefined)[] }>) {
  const isNarrow = useIsNarrow();
  return (
    <Descriptions
      size="small"
      column={isNarrow ? 1 : 2}
      className="facts"
      items={facts
        .filter((fact): fact is Fact => Boolean(fact))
        .map(([label, children]) => ({ key: label, label, children: children ?? '—' }))}
    />
  );
}
