import type { BandName } from "../../lib/contracts/common.ts";
import type { EntityRef, EventRow } from "../../lib/contracts/events.ts";
import { eventClasses, familyOf } from "../../lib/event/classes.ts";
import { entityKindNames } from "../../lib/pipeline/entity-kind-names.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamName } from "../db/stream-number.ts";
import { hexOfId } from "./entity-hex.ts";

/** What lists read of table `event`, joined with the names behind its numbers. */
export interface EventRecord {
  readonly stream: number;
  readonly id: bigint;
  readonly received: Date;
  readonly time: Date;
  readonly timeAdjusted: boolean;
  readonly source: string | null;
  readonly classUid: number;
  readonly statusId: number;
  readonly summary: string;
  readonly userId: bigint | null;
  readonly userName: string | null;
  readonly hostId: bigint | null;
  readonly hostName: string | null;
  readonly srcId: bigint | null;
  readonly srcName: string | null;
  readonly dstId: bigint | null;
  readonly dstName: string | null;
  readonly score: number;
  readonly margin: number;
  readonly confidence: number;
  readonly band: number;
  readonly excepted: number;
  readonly thresholdVersion: number;
  readonly policyVersion: number;
  readonly referenceVersion: number;
  readonly modelVersion: number;
  /** Microseconds since 1970, for cursors: a Date would cut them. */
  readonly timeUs: bigint;
}

/**
 * Reads the events that `page` (a SELECT of whole rows of `event`, limited) picks, with names. The names are joined
 * after the limit, so that a page costs its own rows only.
 */
export function readEventRecords(db: Database, page: Sql.Sql, order: Sql.Sql): Promise<EventRecord[]> {
  return db.$queryRaw<EventRecord[]>(Sql.sql`
    SELECT e.stream, e.id, e.received, e.time, e.time_adjusted AS "timeAdjusted", source.name AS source,
      e.class_uid AS "classUid", e.status_id AS "statusId", e.summary,
      e.user_id AS "userId", actor.name AS "userName", e.host_id AS "hostId", host.name AS "hostName",
      e.src_id AS "srcId", src.name AS "srcName", e.dst_id AS "dstId", dst.name AS "dstName",
      e.score, e.margin, e.confidence::float8 AS confidence, e.band, e.excepted,
      e.threshold_version AS "thresholdVersion", e.policy_version AS "policyVersion",
      e.reference_version AS "referenceVersion", e.model_version AS "modelVersion", (extract(epoch FROM e.time) * 1000000)::bigint AS "timeUs"
    FROM (${page}) e
    LEFT JOIN source ON source.id = e.source
    LEFT JOIN entity actor ON actor.stream = e.stream AND actor.id = e.user_id
    LEFT JOIN entity host ON host.stream = e.stream AND host.id = e.host_id
    LEFT JOIN entity src ON src.stream = e.stream AND src.id = e.src_id
    LEFT JOIN entity dst ON dst.stream = e.stream AND dst.id = e.dst_id
    ORDER BY ${order}`);
}

const bandNames: readonly BandName[] = ["none", "notify", "approve", "auto"];

function entityRef(kind: EntityRef["kind"], id: bigint | null, name: string | null): EntityRef | null {
  return id === null ? null : { id: hexOfId(id), kind, name: name ?? hexOfId(id) };
}

/** The event as lists show it. */
export function eventRow(record: EventRecord): EventRow {
  const { id, stream, time, timeAdjusted, received, source, classUid, statusId, summary } = record;
  return {
    id: Number(id),
    stream: streamName(stream),
    time: time.toISOString(),
    timeAdjusted,
    received: received.toISOString(),
    source: source ?? "unknown",
    classUid,
    className: eventClasses[classUid]?.name ?? "Base Event",
    family: familyOf(classUid),
    statusId,
    summary,
    user: entityRef(entityKindNames[1], record.userId, record.userName),
    host: entityRef(entityKindNames[2], record.hostId, record.hostName),
    src: entityRef(entityKindNames[3], record.srcId, record.srcName),
    dst: entityRef(entityKindNames[3], record.dstId, record.dstName),
    score: record.score,
    margin: record.margin,
    confidence: record.confidence,
    band: bandNames[record.band] ?? "none",
    excepted: record.excepted !== 0,
  };
}
