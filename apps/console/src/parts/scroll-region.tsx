import type { ReactNode } from 'react';

/** Wide content that scrolls by itself, also with the keyboard. */
export function ScrollRegion({ label, children }: Readonly<{ label: string; children: ReactNode }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className="scroll-region" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
