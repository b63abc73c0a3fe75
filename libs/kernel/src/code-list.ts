import { z } from 'zod';

/** Codes with their Chinese labels, in the order people should see them. Codes are stored and never change; labels may. */
export type CodeList = Readonly<Record<string, string>>;

/** The field that takes one code of the list. */
export const codeOf = <L extends CodeList>(list: L) =>
  z.enum(Object.keys(list) as [keyof L & string, ...(keyof L & string)[]], { error: '请从代码表中选择' });
