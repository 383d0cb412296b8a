import type { EntityRef } from "../../lib/contracts/events.ts";
import type { LiveRange } from "../../lib/contracts/live.ts";
import { entityKindNames } from "../../lib/pipeline/entity-kind-names.ts";
import { entityKind } from "../../lib/pipeline/types.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { hexOfId, idOfHex } from "../events/entity-hex.ts";
import { AppError } from "../http/app-error.ts";
import { type PartKey, partDimension } from "../scoring/write-parts.ts";

type Filters = Pick<LiveRange, "stream" | "source" | "class" | "entity">;

/** What of a stream is looked at. */
export interface LivePart {
  readonly stream: number;
  /** The roll-ups that hold it: of the stream, of one source or class; null where its events have to be counted. */
  readonly stored: "stream" | PartKey | null;
  /** Conditions on table `event e`; none for the whole stream. */
  readonly conditions: readonly Sql.Sql[];
  /** The entity, where the part is one. */
  readonly entity: { readonly id: bigint; readonly ref: EntityRef } | null;
}

const entityColumns = {
  [entityKind.user]: Sql.sql`e.user_id`,
  [entityKind.host]: Sql.sql`e.host_id`,
  [entityKind.address]: Sql.sql`e.src_id`,
} as const;

interface FoundEntity extends NonNullable<LivePart["entity"]> {
  /** On the column, and by it the index, in which an entity of its kind stands. An address is found as a source. */
  readonly condition: Sql.Sql;
}

async function findEntity(db: Database, stream: number, id: bigint): Promise<FoundEntity> {
  const entity = await db.entity.findUnique({
    where: { stream_id: { stream, id } },
    select: { kind: true, name: true },
  });
  const kind = Object.values(entityKind).find((known) => known === entity?.kind);
  if (entity === null || kind === undefined) {
    throw new AppError("not_found", { detail: "There is no such entity in this stream." });
  }
  const ref = { id: hexOfId(id), kind: entityKindNames[kind], name: entity.name };
  return { id, ref, condition: Sql.sql`${entityColumns[kind]} = ${id}::bigint` };
}

function storedOf({ source, class: classUid, entity }: Filters): LivePart["stored"] {
  if (entity !== undefined || (source !== undefined && classUid !== undefined)) return null;
  if (source !== undefined) return { dimension: partDimension.source, key: source };
  if (classUid !== undefined) return { dimension: partDimension.class, key: classUid };
  return "stream";
}

/** What the filters of a request pick of its stream. */
export async function livePartOf(db: Database, filters: Filters): Promise<LivePart> {
  const stream = streamNumbers[filters.stream];
  const entity = filters.entity === undefined ? null : await findEntity(db, stream, idOfHex(filters.entity));
  const conditions = [
    ...(filters.source === undefined ? [] : [Sql.sql`e.source = ${filters.source}::int`]),
    ...(filters.class === undefined ? [] : [Sql.sql`e.class_uid = ${filters.class}::int`]),
    ...(entity === null ? [] : [entity.condition]),
  ];
  return { stream, stored: storedOf(filters), conditions, entity };
}
