import type { EventColumns } from "../event/columns.ts";
import type { Subjects } from "../features/subjects.ts";
import { nameKind } from "../features/text-ids.ts";
import type { BatchOutput } from "./batch-output.ts";
import { type EntityKind, entityKind, type Finding, type MetEntity } from "./types.ts";

/** Writes the entity ids of a row and reports entities that were met for the first time. */
export function writeEntities(
  subjects: Subjects,
  columns: EventColumns,
  row: number,
  out: BatchOutput,
  at: number,
): void {
  const user = columns.user[row] ?? 0;
  const host = columns.host[row] ?? 0;
  const src = columns.src[row] ?? 0;
  const dst = columns.dst[row] ?? 0;
  const { ids } = subjects;
  if (user !== 0) {
    out.userHigh[at] = ids.high(nameKind.user, user);
    out.userLow[at] = ids.low(nameKind.user, user);
  }
  if (host !== 0) {
    out.hostHigh[at] = ids.high(nameKind.host, host);
    out.hostLow[at] = ids.low(nameKind.host, host);
  }
  if (src !== 0) {
    out.srcHigh[at] = ids.high(nameKind.address, src);
    out.srcLow[at] = ids.low(nameKind.address, src);
  }
  if (dst !== 0) {
    out.dstHigh[at] = ids.high(nameKind.address, dst);
    out.dstLow[at] = ids.low(nameKind.address, dst);
  }
  if (subjects.met === 0) return;
  if ((subjects.met & 1) !== 0) out.met.push(metEntity(subjects, entityKind.user, user));
  if ((subjects.met & 2) !== 0) out.met.push(metEntity(subjects, entityKind.host, host));
  if ((subjects.met & 4) !== 0) out.met.push(metEntity(subjects, entityKind.address, src));
  if ((subjects.met & 8) !== 0) out.met.push(metEntity(subjects, entityKind.address, dst));
}

function metEntity(subjects: Subjects, kind: EntityKind, text: number): MetEntity {
  const { ids } = subjects;
  return { kind, name: ids.text(text), idHigh: ids.high(kind, text), idLow: ids.low(kind, text) };
}

/** Entities of a row for an alert, with the role each plays in it. */
export function entitiesOf(columns: EventColumns, row: number): Finding["entities"] {
  const text = (column: Uint32Array) => columns.strings[column[row] ?? 0] ?? "";
  const all = [
    { kind: entityKind.user, name: text(columns.user), role: "user" },
    { kind: entityKind.user, name: text(columns.targetUser), role: "target user" },
    { kind: entityKind.host, name: text(columns.host), role: "host" },
    { kind: entityKind.address, name: text(columns.src), role: "source" },
    { kind: entityKind.address, name: text(columns.dst), role: "destination" },
  ];
  return all.filter(({ name }) => name !== "");
}
