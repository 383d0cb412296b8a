import type { EventColumns } from "../event/columns.ts";
import type { ReasonFacts } from "../explain/reasons.ts";

/** Names and numbers that the sentences about a row need. `origin`: text index of whom it is charged to. */
export function reasonFacts(
  columns: EventColumns,
  row: number,
  origin: number,
  vector: Float32Array,
  at: number,
): ReasonFacts {
  const text = (column: Uint32Array) => columns.strings[column[row] ?? 0] ?? "";
  const destination = text(columns.dst);
  const port = columns.dstPort[row] ?? -1;
  const service = text(columns.dstName) || destination;
  return {
    vector,
    at,
    user: text(columns.user),
    host: text(columns.host),
    source: text(columns.src),
    destination,
    service: port >= 0 ? `${service} port ${port}` : service,
    process: text(columns.process),
    parent: text(columns.parentProcess),
    action: text(columns.action),
    origin: columns.strings[origin] ?? "",
    findingTitle: text(columns.findingTitle),
    summary: text(columns.summary),
  };
}
