import { statusId } from "../event/classes.ts";
import type { EventColumns } from "../event/columns.ts";
import type { EventFacts } from "./entity-features.ts";
import { familyCode } from "./family-code.ts";
import { feature } from "./feature-table.ts";
import { processClass } from "./process-class.ts";
import type { TextIds } from "./text-ids.ts";

/** Writes the fields of the event itself to v[at …] and to `event`; returns its family code. */
export function writeFields(
  columns: EventColumns,
  row: number,
  event: EventFacts,
  v: Float32Array,
  at: number,
): number {
  const status = columns.statusId[row] ?? 0;
  const severity = columns.severityId[row] ?? 0;
  const family = familyCode(columns.classUid[row] ?? 0);
  event.failure = status === statusId.failure ? 1 : status === statusId.success ? 0 : Number.NaN;
  event.bytesOut = amount(columns.bytesOut[row]);
  event.bytesOutLn = Math.log1p(event.bytesOut);
  v[at + feature.family] = family;
  v[at + feature.failure] = event.failure;
  if (severity >= 1 && severity <= 6) v[at + feature.sourceSeverity] = severity;
  v[at + feature.bytesOutLn] = event.bytesOutLn;
  v[at + feature.bytesInLn] = Math.log1p(amount(columns.bytesIn[row]));
  v[at + feature.durationLn] = Math.log1p(amount(columns.durationMs[row]));
  v[at + feature.textLengthLn] = Math.log1p(amount(columns.textLength[row]));
  v[at + feature.textEntropy] = amount(columns.textEntropy[row]);
  v[at + feature.textDigits] = amount(columns.textDigits[row]);
  v[at + feature.textUpper] = amount(columns.textUpper[row]);
  v[at + feature.textSymbols] = amount(columns.textSymbols[row]);
  return family;
}

/** Whether a document program started an interpreter; missing where parent or child is not known. */
export function writeLineage(ids: TextIds, columns: EventColumns, row: number, v: Float32Array, at: number): void {
  const parent = columns.parentProcess[row] ?? 0;
  const child = columns.process[row] ?? 0;
  if (parent === 0 || child === 0) return;
  const document = ids.processClass(parent) === processClass.document;
  v[at + feature.documentSpawnsShell] = document && ids.processClass(child) === processClass.interpreter ? 1 : 0;
}

/** A size or duration as given, or missing where it is not a finite number of zero or more. */
function amount(value: number | undefined): number {
  return value !== undefined && value >= 0 && value < 1e18 ? value : Number.NaN;
}
