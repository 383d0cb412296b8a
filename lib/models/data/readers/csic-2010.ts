import type { CategoryColumn, FrameColumn, LabelledTable } from "../frame.ts";
import { quoted, TableError } from "../table-error.ts";
import { CategoryCollector } from "./column-collector.ts";
import { type RequestParts, requestNumbers, splitRequest } from "./request-features.ts";

const categoryNames = ["method", "extension", "page", "parameters"] as const;
const numberNames = Object.keys(requestNumbers);

/**
 * CSIC 2010: web requests, one a line as `method url`, normal and anomalous in two files, decoded as Latin-1. Method,
 * page and the set of parameter names are categories; lengths, kinds of characters and telling words are numbers.
 * 28 requests make up 26,000 of the 36,000 normal rows: a split that keeps copies together (`duplicateGroups`) hides
 * whole pages from training, one that does not tests on rows that were trained on. A figure must say which it is.
 * TableError with its line: a line that is no request (`anomalous` is named in the message).
 */
export function readCsic2010(normal: string, anomalous: string): LabelledTable {
  const requests = labelledRequests(normal, anomalous);
  const rows = requests.length;
  const categories = categoryNames.map((name) => new CategoryCollector(name, rows));
  const numbers = numberNames.map(() => new Float64Array(rows));
  const labels = new Uint8Array(rows);
  const family = new CategoryCollector("family", rows);
  for (const [row, { request, kind }] of requests.entries()) {
    for (const [i, name] of categoryNames.entries()) categories[i]?.add(request[name], row);
    for (const [i, name] of numberNames.entries()) {
      const values = numbers[i];
      if (values !== undefined) values[row] = requestNumbers[name]?.(request) ?? Number.NaN;
    }
    labels[row] = Number(kind === "anomalous");
    family.add(kind, row);
  }
  const columns: FrameColumn[] = [
    ...categories.map((collector) => collector.finish(rows)),
    ...numberNames.map((name, i) => ({ kind: "number" as const, name, values: numbers[i] ?? new Float64Array(rows) })),
  ];
  const kind: CategoryColumn = family.finish(rows);
  return { frame: { rows, columns }, labels, family: kind, type: kind };
}

interface LabelledRequest {
  readonly request: RequestParts;
  readonly kind: "normal" | "anomalous";
}

/** The requests of both files, in the order of the table's rows. TableError: as `readCsic2010`. */
export function csicRequests(normal: string, anomalous: string): RequestParts[] {
  return labelledRequests(normal, anomalous).map(({ request }) => request);
}

function labelledRequests(normal: string, anomalous: string): LabelledRequest[] {
  return [...requestsOf(normal, "normal"), ...requestsOf(anomalous, "anomalous")];
}

function requestsOf(text: string, kind: LabelledRequest["kind"]): LabelledRequest[] {
  const found: LabelledRequest[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    const trimmed = line.trim();
    if (trimmed === "") continue;
    if (!/^[a-z]+ \S/i.test(trimmed))
      throw new TableError({ line: i + 1, name: kind }, `${quoted(trimmed)} is no request.`);
    found.push({ request: splitRequest(trimmed), kind });
  }
  return found;
}
