import { describeEvent, type HistoryEntry } from './describe-event';
import { EventLink, Evidence, WhatAndWhy, WhoAndWhen } from './entry';
import './history.css';
import { useWords } from './use-words';

/** One event by itself: what, who, when, why and under which mandate. */
export function EventDetails({ entry }: Readonly<{ entry: HistoryEntry }>) {
  const words = useWords();
  return (
    <article className="history-event">
      <h3>{words.label('eventTypes', entry.type)}</h3>
      <WhoAndWhen entry={entry} />
      <WhatAndWhy entry={entry} description={describeEvent(entry, words)} isComplete />
      <p>
        <EventLink entry={entry} />
      </p>
      <Evidence entries={[entry]} />
    </article>
  );
}
