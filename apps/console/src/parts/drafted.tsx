import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { instantText } from '../language/format';
import { useText } from '../language/language';
import { useMe } from '../session/session';
import { useUnsaved } from './unsaved';

/** What is kept has this shape; drafts of another are not found again. */
const VERSION = 1;

type Kept<Content> = Readonly<{ content: Content; savedAt: string }>;

/** What somebody typed and has not sent. */
export type Draft<Content> = Readonly<{
  /** From before, when the page was last left. */
  kept: Content | undefined;
  keep: (content: Content) => void;
  /** It is sent, or no longer wanted. */
  drop: () => void;
  /** Drops it and shows the form anew. */
  startAgain: () => void;
  /** Says that what is shown was typed earlier, and lets go of it; nothing when there was none. */
  note: ReactNode;
}>;

type Props<Content> = Readonly<{ of: string; children: (draft: Draft<Content>) => ReactNode }>;

/**
 * A form whose content stays with this tab and this mandate until it is sent: a reload or another page loses nothing,
 * and signing out leaves nothing. `of` names what is drafted.
 */
export function Drafted<Content>(props: Props<Content>) {
  const [attempt, setAttempt] = useState(0);
  return <Attempt<Content> key={`${props.of}/${attempt}`} {...props} startAgain={() => setAttempt(attempt + 1)} />;
}

function Attempt<Content>({ of, children, startAgain }: Props<Content> & Readonly<{ startAgain: () => void }>) {
  const t = useText();
  const key = `lianjian.draft.${VERSION}.${useMe().mandate.mandateId}.${of}`;
  const [kept] = useState(() => {
    const stored = sessionStorage.getItem(key);
    return stored === null ? undefined : (JSON.parse(stored) as Kept<Content>);
  });
  const [isDirty, setDirty] = useState(kept !== undefined);
  const unsaved = useUnsaved(isDirty, true);
  const drop = () => {
    sessionStorage.removeItem(key);
    setDirty(false);
  };
  const discard = () => {
    drop();
    startAgain();
  };
  return (
    <>
      {unsaved}
      {children({
        kept: kept?.content,
        keep: (content) => {
          const now: Kept<Content> = { content, savedAt: new Date().toISOString() };
          sessionStorage.setItem(key, JSON.stringify(now));
          setDirty(true);
        },
        drop,
        startAgain: discard,
        note: kept && (
          <Alert
            type="info"
            showIcon
            style={{ marginBottom: 16 }}
            title={t(
              `已恢复您${instantText(kept.savedAt)}填写、尚未提交的内容`,
              `This is what you typed until ${instantText(kept.savedAt)} and have not sent`,
            )}
            action={
              <Button size="small" onClick={discard}>
                {t('不要这些内容，重新填写', 'Discard it')}
              </Button>
            }
          />
        ),
      })}
    </>
  );
}
