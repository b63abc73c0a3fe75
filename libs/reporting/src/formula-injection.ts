/**
 * Spreadsheets run what begins like this. Full-width signs count too: some convert them. A plain number does not: it
 * means only itself.
 */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n\0]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?%?$/;

/** Whether a spreadsheet could take the text for a formula. */
export const looksLikeFormula = (text: string): boolean => FORMULA.test(text) && !PLAIN_NUMBER.test(text);
