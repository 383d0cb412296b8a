import type { Judge } from "../detectors/judge.ts";
import type { EventColumns } from "../event/columns.ts";
import type { Subjects } from "../features/subjects.ts";
import { name } from "../features/subjects.ts";
import { nameKind, type TextIds } from "../features/text-ids.ts";
import { leadOfAll, leadOfStated } from "./lead-of.ts";
import type { ScoreBlockBuilder, ScoreBlockRow } from "./score-block.ts";
import { noLead } from "./score-block-layout.ts";
import { techniqueCode } from "./technique-code.ts";

const row: ScoreBlockRow = {
  margin: Number.NaN,
  floor: Number.NEGATIVE_INFINITY,
  received: 0,
  time: 0,
  originHigh: 0,
  originLow: 0,
  what: 0,
  source: 0,
  classUid: 0,
  band: 0,
  lead: noLead,
  leadStated: noLead,
  sourceSeverity: 0,
  excepted: 0,
};

/** What the event's source says happened: of a technique odd, of the title of its finding even, 0 for neither. */
function whatOf(columns: EventColumns, at: number, ids: TextIds): number {
  const technique = columns.technique[at] ?? 0;
  const title = columns.findingTitle[at] ?? 0;
  const text = technique === 0 ? title : technique;
  if (text === 0) return 0;
  ids.high(nameKind.word, text);
  const hash = ids.low(nameKind.word, text);
  return technique === 0 ? ((hash | 2) & ~1) >>> 0 : techniqueCode(hash);
}

/** A scored event of the batch. */
export interface BlockEvent {
  readonly columns: EventColumns;
  /** Its row in the columns. */
  readonly row: number;
  /** Its row in the block. */
  readonly at: number;
  readonly margin: number;
  readonly band: number;
  /** Effective time, ms. */
  readonly time: number;
  /** Place of the exception that kept it out of every band; 0: none did. */
  readonly excepted: number;
}

/** Writes an event that the judge has just judged, with what a back-test needs to find what was found. */
export function writeBlockRow(
  block: ScoreBlockBuilder,
  event: BlockEvent,
  { judge, subjects }: { readonly judge: Judge; readonly subjects: Subjects },
): void {
  const { columns, at } = event;
  row.margin = event.margin;
  row.floor = judge.floor;
  row.received = columns.received[event.row] ?? 0;
  row.originHigh = subjects.originHigh;
  row.originLow = subjects.originLow;
  row.what = whatOf(columns, event.row, subjects.ids);
  row.source = columns.source[event.row] ?? 0;
  row.classUid = columns.classUid[event.row] ?? 0;
  row.band = event.band;
  row.time = event.time;
  row.excepted = event.excepted;
  row.lead = leadOfAll(judge.contributions);
  row.leadStated = leadOfStated(judge.contributions);
  row.sourceSeverity = columns.severityId[event.row] ?? 0;
  block.set(at, row);
  block.setEntity("user", at, subjects.high(name.user), subjects.low(name.user));
  block.setEntity("host", at, subjects.high(name.host), subjects.low(name.host));
  block.setEntity("src", at, subjects.high(name.source), subjects.low(name.source));
  block.setEntity("dst", at, subjects.high(name.destination), subjects.low(name.destination));
}

/** Writes an event that could not be scored. */
export function writeDeadRow(block: ScoreBlockBuilder, columns: EventColumns, from: number, at: number): void {
  Object.assign(row, { margin: Number.NaN, floor: Number.NEGATIVE_INFINITY, originHigh: 0, originLow: 0, what: 0 });
  Object.assign(row, { band: 0, lead: noLead, leadStated: noLead, sourceSeverity: 0, excepted: 0 });
  row.received = columns.received[from] ?? 0;
  row.time = Number.NaN;
  row.source = columns.source[from] ?? 0;
  row.classUid = columns.classUid[from] ?? 0;
  block.set(at, row);
  for (const column of ["user", "host", "src", "dst"] as const) block.setEntity(column, at, 0, 0);
}
