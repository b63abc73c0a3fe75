import { useState } from 'react';
import { queries, type Schemas } from '../api/client';
import { EventDetails } from '../history/event-details';
import { dateText, instantText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Loaded } from '../parts/states';

type Event = Schemas['ReportCellEvent'];

const SHOWN = 3;

/** The records of one thing, each to be opened; many of them are folded. */
export function EvidenceEvents({ events }: Readonly<{ events: readonly Event[] }>) {
  const t = useText();
  const [areAllShown, setAllShown] = useState(false);
  const shown = areAllShown || events.length <= SHOWN + 1 ? events : events.slice(0, SHOWN);
  return (
    <>
      <ul className="evidence-events">
        {shown.map((event) => (
          <li key={event.eventId}>
            <EvidenceEvent event={event} />
          </li>
        ))}
      </ul>
      {shown.length < events.length && (
        <button type="button" className="figure" onClick={() => setAllShown(true)}>
          {t(`还有${events.length - shown.length}条`, `${events.length - shown.length} more`)}
        </button>
      )}
    </>
  );
}

function EvidenceEvent({
  event: { stream, version, label, type, occurredOn, recordedAt },
}: Readonly<{ event: Event }>) {
  const t = useText();
  const labels = useLabels();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="figure" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(label, labels.label('eventTypes', type))}
      </button>{' '}
      <span className="quiet">
        {t(
          `${dateText(occurredOn)}发生，${instantText(recordedAt)}登记`,
          `happened ${dateText(occurredOn)}, recorded ${instantText(recordedAt)}`,
        )}
      </span>
      {isOpen && <SingleEvent stream={stream} version={version} />}
    </>
  );
}

/** One record as it was made: by whom, how, why. */
function SingleEvent({ stream, version }: Readonly<{ stream: string; version: number }>) {
  const query = queries.useQuery('get', '/events/{stream}/{version}', { params: { path: { stream, version } } });
  return (
    <div className="evidence-event">
      <Loaded query={query}>{(entry) => <EventDetails entry={entry} />}</Loaded>
    </div>
  );
}
