import type { EventColumns } from "../event/columns.ts";
import type { ReasonFacts } from "../explain/reasons.ts";

/** A scored row and its vector, which begins at vector[at]. */
export interface ReasonRow {
  readonly columns: EventColumns;
  readonly row: number;
  /** Text index of whom it is charged to. */
  readonly origin: number;
  readonly vector: Float32Array;
  readonly at: number;
  /** The features that moved the trained model most, in words. */
  readonly moved: string;
}

/** Names and numbers that the sentences about a row need. */
export function reasonFacts({ columns, row, origin, vector, at, moved }: ReasonRow): ReasonFacts {
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
    moved,
  };
}
