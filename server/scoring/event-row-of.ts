import type { StreamName } from "../../lib/contracts/common.ts";
import { bandSchema } from "../../lib/contracts/common.ts";
import type { EntityRef, EventRow } from "../../lib/contracts/events.ts";
import { eventClasses, familyOf } from "../../lib/event/classes.ts";
import type { EventColumns } from "../../lib/event/columns.ts";
import { storableMs } from "../event-log/storable-time.ts";
import { hexId } from "./entity-id.ts";
import type { PlacedRow } from "./highest-rows.ts";

const isoOf = (ms: number) => new Date(storableMs(ms)).toISOString();

interface EntityColumn {
  readonly kind: EntityRef["kind"];
  readonly text: number | undefined;
  readonly high: number | undefined;
  readonly low: number | undefined;
}

function entityRef(columns: EventColumns, { kind, text = 0, high = 0, low = 0 }: EntityColumn): EntityRef | null {
  if (high === 0 && low === 0) return null;
  return { id: hexId(high, low), kind, name: columns.strings[text] ?? "" };
}

function entitiesOf(columns: EventColumns, { part, row }: PlacedRow) {
  const { scored: s } = part;
  const i = part.from + row;
  return {
    user: entityRef(columns, { kind: "user", text: columns.user[i], high: s.userHigh[row], low: s.userLow[row] }),
    host: entityRef(columns, { kind: "host", text: columns.host[i], high: s.hostHigh[row], low: s.hostLow[row] }),
    src: entityRef(columns, { kind: "address", text: columns.src[i], high: s.srcHigh[row], low: s.srcLow[row] }),
    dst: entityRef(columns, { kind: "address", text: columns.dst[i], high: s.dstHigh[row], low: s.dstLow[row] }),
  };
}

/** A scored event as lists show it, made from the batch: the row itself is not yet committed. */
export function eventRowOf(place: PlacedRow, stream: StreamName, sourceName: (id: number) => string): EventRow {
  const { part, row } = place;
  const { columns, scored } = part;
  const i = part.from + row;
  const uid = columns.classUid[i] ?? 0;
  return {
    id: scored.first + row,
    stream,
    time: isoOf(scored.time[row] ?? part.receivedMs),
    timeAdjusted: scored.timeAdjusted[row] === 1,
    received: isoOf(part.receivedMs),
    source: sourceName(columns.source[i] ?? 0),
    classUid: uid,
    className: eventClasses[uid]?.name ?? "Base Event",
    family: familyOf(uid),
    statusId: columns.statusId[i] ?? 0,
    summary: columns.strings[columns.summary[i] ?? 0] ?? "",
    ...entitiesOf(columns, place),
    score: scored.score[row] ?? 0,
    margin: scored.margin[row] ?? 0,
    confidence: scored.confidence[row] ?? 0,
    band: bandSchema.options[scored.band[row] ?? 0] ?? "none",
    excepted: (scored.excepted[row] ?? 0) !== 0,
  };
}
