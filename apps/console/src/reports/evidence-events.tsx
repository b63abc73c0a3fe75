import { useState } from 'react';
import { queries, type Schemas } from '../api/client';
import { dateText, instantText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Facts } from '../parts/facts';
import { ScopeName, UnitName } from '../parts/names';
import { Loaded } from '../parts/states';
import { displayNameOf } from './people';

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
  const t = useText();
  const { label } = useLabels();
  const query = queries.useQuery('get', '/events/{stream}/{version}', { params: { path: { stream, version } } });
  return (
    <Loaded query={query}>
      {({ actor, onBehalfOf, source, reason, eventId, data }) => (
        <div className="evidence-event">
          <Facts
            facts={[
              [
                t('登记人', 'Recorded by'),
                <span key="by">
                  {displayNameOf(actor)} {label('roles', actor.role)}{' '}
                  <ScopeName role={actor.role} scope={actor.scope} />
                </span>,
              ],
              onBehalfOf !== undefined && [t('代录单位', 'On behalf of'), <UnitName key="for" id={onBehalfOf} />],
              [t('录入方式', 'Entered by way of'), label('sources', source)],
              reason !== undefined && [t('理由', 'Reason'), reason],
              [
                t('记录编号', 'Record'),
                <span key="id" className="code">
                  {eventId}
                </span>,
              ],
            ]}
          />
          <details>
            <summary>{t('原始内容', 'As stored')}</summary>
            <pre className="code evidence-stored">{JSON.stringify(data, null, 2)}</pre>
          </details>
        </div>
      )}
    </Loaded>
  );
}
