// Failures of the network or of a server that is starting, stopping, full or overloaded.
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
// SQLSTATE: connection exceptions, insufficient resources, operator intervention, and what a retry may resolve.
const SQLSTATES = /^(?:08...|53...|57P0\d|57014|55P03|40001|40P01|25006)$/;
// pg and its pool throw these without a code.
const MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after|Client has encountered a connection error)/;

/** Whether an error, or what caused it, says that a server behind this one cannot answer just now. */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { code, message, cause, driverError } = error as Readonly<Record<string, unknown>>;
  return (
    (typeof code === 'string' && (SYSTEM_CODES.has(code) || SQLSTATES.test(code))) ||
    (typeof message === 'string' && MESSAGES.test(message)) ||
    isUnavailable(cause, depth + 1) ||
    isUnavailable(driverError, depth + 1)
  );
}
