/** Cells of one line of comma-separated values (RFC 4180: quoted cells, doubled quotes). Null if a quote stays open. */
export function csvCells(line: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line.charCodeAt(at) === 34) {
      let end = line.indexOf('"', at + 1);
      while (end >= 0 && line.charCodeAt(end + 1) === 34) end = line.indexOf('"', end + 2);
      if (end < 0) return null;
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = line.indexOf(",", end + 1);
    } else {
      const end = line.indexOf(",", at);
      cells.push(line.slice(at, end < 0 ? line.length : end).trim());
      at = end;
    }
    if (at < 0) return cells;
    at += 1;
  }
  return cells;
}

/**
 * Names of the columns if the line is the head of a table of comma-separated values: at least three distinct names of
 * letters, and one that tells of time. Null otherwise: an ordinary log line hardly ever looks so.
 */
export function csvColumns(line: string): string[] | null {
  if (line.length > 4096 || !line.includes(",")) return null;
  const cells = csvCells(line);
  if (cells === null || cells.length < 3 || new Set(cells).size !== cells.length) return null;
  if (!cells.every((cell) => /^[A-Za-z@_][\w @./()-]{0,63}$/.test(cell))) return null;
  return cells.some((cell) => /time|date|^ts$/i.test(cell)) ? cells : null;
}
