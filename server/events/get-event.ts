import type { StreamName } from "../../lib/contracts/common.ts";
import type { EventDetail } from "../../lib/contracts/events.ts";
import { toOcsf } from "../../lib/event/to-ocsf.ts";
import { probabilityOf } from "../../lib/pipeline/explanation/probability-of.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { readColumnsAt, readOriginal } from "../event-log/read-blocks.ts";
import { readScoreBasis } from "../explanations/read-score-basis.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { type EventRecord, eventRow, readEventRecords } from "./event-row.ts";
import { readJudgement } from "./read-thresholds.ts";
import { readVectors } from "./read-vectors.ts";
import { securityEventAt } from "./security-event-at.ts";

type Vectors = Pick<EventDetail, "contributions" | "features">;

/** Contributions and features by name; empty where they are not kept any more. */
async function readNamedVectors(db: Database, record: EventRecord): Promise<Vectors> {
  const found = await readVectors(db, record);
  if (found === null) return { contributions: [], features: [] };
  const { detectorNames, featureNames, contributions, vector } = found;
  return {
    contributions: detectorNames.map((detector, at) => ({ detector, value: contributions[at] ?? 0 })),
    features: featureNames.map((name, at) => {
      const value = vector[at];
      const imputed = value === undefined || Number.isNaN(value);
      return { name, value: imputed ? null : value, imputed };
    }),
  };
}

/** Null without a calibrated model, and where what the score rests on is not kept any more: the screen then says so. */
async function readProbability(db: Database, record: EventRecord): Promise<number | null> {
  if (record.modelVersion === 0) return null;
  try {
    const { basis } = await readScoreBasis(db, record);
    return probabilityOf(basis);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The bytes as text, or null where they are no UTF-8. */
function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The record as received and what was understood of it; retention drops both together. */
async function readSource(app: App, record: EventRecord): Promise<Pick<EventDetail, "ocsf" | "original">> {
  const place = { stream: record.stream, id: Number(record.id), received: record.received };
  const [found, original] = await Promise.all([readColumnsAt(app.pool, place), readOriginal(app.pool, place)]);
  if (found === null || original === null) return { ocsf: {}, original: { base64: "", text: null, format: "expired" } };
  const text = asText(original.bytes);
  return {
    ocsf: toOcsf(securityEventAt(found.columns, found.row, original.bytes), {
      text: text ?? "",
      format: original.format,
    }),
    original: { base64: original.bytes.toString("base64"), text, format: original.format },
  };
}

/** One event with why it scored as it did, the thresholds at that moment, and the record as received. */
export async function getEvent(
  app: App,
  { stream, id }: { readonly stream: StreamName; readonly id: number },
): Promise<EventDetail> {
  const page = Sql.sql`
    SELECT * FROM event e WHERE e.stream = ${streamNumbers[stream]}::smallint AND e.id = ${id}::bigint LIMIT 1`;
  const [record] = await readEventRecords(app.db, page, Sql.sql`e.id`);
  if (record === undefined)
    throw new AppError("not_found", { detail: "There is no such event, or it is not scored yet." });
  const [vectors, source, judgement, probability] = await Promise.all([
    readNamedVectors(app.db, record),
    readSource(app, record),
    readJudgement(app.db, record),
    readProbability(app.db, record),
  ]);
  return {
    ...eventRow(record),
    ...vectors,
    ...source,
    probability,
    ...judgement,
    referenceVersion: record.referenceVersion,
    modelVersion: record.modelVersion,
  };
}
