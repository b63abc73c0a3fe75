import type { Schemas } from '../api/client';

type Report = Schemas['Report'];

/** The answer of a report; the same operation answers a file when it is asked for one, which is never done here. */
export function asReport(answer: Report | string): Report {
  if (typeof answer === 'string') throw new TypeError('The service answered a file');
  return answer;
}

export const tableOf = ({ tables }: Report, id: string) => tables.find((table) => table.id === id);
