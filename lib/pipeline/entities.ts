import type { EventColumns } from "../event/columns.ts";
import { name, type Subjects } from "../features/subjects.ts";
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
  out.userHigh[at] = subjects.high(name.user);
  out.userLow[at] = subjects.low(name.user);
  out.hostHigh[at] = subjects.high(name.host);
  out.hostLow[at] = subjects.low(name.host);
  out.srcHigh[at] = subjects.high(name.source);
  out.srcLow[at] = subjects.low(name.source);
  out.dstHigh[at] = subjects.high(name.destination);
  out.dstLow[at] = subjects.low(name.destination);
  if (subjects.met === 0) return;
  if ((subjects.met & 1) !== 0) out.met.push(metEntity(subjects, entityKind.user, columns.user[row] ?? 0));
  if ((subjects.met & 2) !== 0) out.met.push(metEntity(subjects, entityKind.host, columns.host[row] ?? 0));
  if ((subjects.met & 4) !== 0) out.met.push(metEntity(subjects, entityKind.address, columns.src[row] ?? 0));
  if ((subjects.met & 8) !== 0) out.met.push(metEntity(subjects, entityKind.address, columns.dst[row] ?? 0));
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
