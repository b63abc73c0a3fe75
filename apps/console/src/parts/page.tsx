import { type ReactNode, useEffect } from 'react';
import { useText } from '../language/language';

type PageProps = Readonly<{
  title: string;
  /** One line under the title: what this object is, or what to do here. */
  lead?: ReactNode;
  /** A tag beside the title, usually the status. */
  tag?: ReactNode;
  /** Buttons on the right. */
  actions?: ReactNode;
  children: ReactNode;
}>;

/** A page: its heading, its actions, its sections. Also names the browser's tab. */
export function Page({ title, lead, tag, actions, children }: PageProps) {
  const t = useText();
  useEffect(() => {
    document.title = `${title} · ${t('联建', 'Lianjian')}`;
  }, [title, t]);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>
            {title} {tag}
          </h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}

type SectionProps = Readonly<{ title?: string; extra?: ReactNode; children: ReactNode }>;

/** A white block with a heading of its own. */
export function Section({ title, extra, children }: SectionProps) {
  return (
    <section className="section" aria-label={title}>
      {(title || extra) && (
        <header>
          {title ? <h2>{title}</h2> : <span />}
          {extra}
        </header>
      )}
      {children}
    </section>
  );
}
