import type { ReactNode } from 'react';

type Props = Readonly<{ label: string; className?: string; children: ReactNode }>;

/** Content that scrolls by itself, also with the keyboard. */
export function ScrollRegion({ label, className = 'scroll-region', children }: Props) {
  return (
    // The one exception of the console: a region that scrolls and holds no control is out of the keyboard's reach without
    // a tab stop of its own (WCAG 2.1.1), which the rule cannot know.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
