import { ViewRunner } from '@lianjian/projections/view-runner';
import { Injectable } from '@nestjs/common';
import { isSubject } from '../subjects.js';
import type { Subject } from '../visibility.js';

/** That an event has been taken into the views: whoever asks for the subject now is shown it. */
export type Change = Readonly<{
  kind: Subject;
  /** As the subject's own queries name it; of a period `<councilId>-<YYYY-MM>`. */
  id: string;
  /** Of the subject's stream. */
  version: number;
  /** The event's; `Changed` to who sees the subject but may not read its events. */
  type: string;
  position: string;
}>;

/** Where one hears of changes, whichever process keeps the views. */
export abstract class ViewChanges {
  /** Calls the listener with what changed, in order, each time something has. Returns the way to unsubscribe. */
  abstract listen(listener: (changes: readonly Change[]) => void): () => void;
}

/** Those that the view runner of this process applies. */
@Injectable()
export class RunnerChanges extends ViewChanges {
  constructor(private readonly runner: ViewRunner) {
    super();
  }

  listen(listener: (changes: readonly Change[]) => void): () => void {
    return this.runner.onApplied(({ events }) =>
      listener(
        events.flatMap(({ stream, version, type, position }) => {
          const kind = stream.slice(0, stream.indexOf('-'));
          return isSubject(kind) ? [{ kind, id: stream.slice(kind.length + 1), version, type, position }] : [];
        }),
      ),
    );
  }
}
