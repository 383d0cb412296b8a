/** What spreadsheets take for the beginning of a formula, as wide characters and behind white space too. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * A cell of a CSV file: quoted where it has to be, empty for null and undefined, JSON for objects. Text that a spreadsheet
 * would take for a formula begins with an apostrophe: names and reasons are what somebody else wrote.
 */
export function csvCell(value: unknown): string {
  const text =
    value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : `${value}`;
  const harmless = typeof value === "string" && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
