let position: string | undefined;
let forget: ReturnType<typeof setTimeout> | undefined;

/** A command was accepted there: what is read from now on must show it. Long before ten seconds are over it does. */
export function remember(accepted: string | undefined): void {
  if (accepted === undefined) return;
  position = accepted;
  clearTimeout(forget);
  forget = setTimeout(() => {
    position = undefined;
  }, 10_000);
}

export const latestPosition = () => position;
