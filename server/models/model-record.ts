import { z } from "zod";
import { modelFiguresSchema } from "../../lib/contracts/model-card.ts";
import { type ModelRow, modelOriginSchema, modelStateSchema } from "../../lib/contracts/models.ts";
import { streamName } from "../db/stream-number.ts";

/** Where a row of a model comes from: `trained_model m` with the newest activation `a` of it. */
export const modelTables = `trained_model m LEFT JOIN LATERAL (
    SELECT active_from, activated_at, refusal FROM model_activation
    WHERE stream = m.stream AND model_id = m.id ORDER BY version DESC LIMIT 1) a ON true`;

/** What a list shows; the artefact's length is known without reading it. */
export const modelColumns = `m.id::float8 AS id, m.stream, m.number, m.name, m.state, m.origin, m.author, m.reason,
  m.created_at, m.started_at, m.finished_at, m.cancelled_at, m.progress, m.step, m.failure, m.digest,
  m.card->'figures' AS figures, octet_length(m.artefact) AS bytes,
  a.active_from::float8 AS active_from, a.activated_at, a.refusal`;

const storedSchema = z.object({
  id: z.number(),
  stream: z.number(),
  number: z.number(),
  name: z.string(),
  state: modelStateSchema,
  origin: modelOriginSchema,
  author: z.string(),
  reason: z.string(),
  created_at: z.date(),
  started_at: z.date().nullable(),
  finished_at: z.date().nullable(),
  cancelled_at: z.date().nullable(),
  progress: z.number().nullable(),
  step: z.string().nullable(),
  failure: z.string().nullable(),
  digest: z.string().nullable(),
  // A card of another version must not take the list away.
  figures: modelFiguresSchema.nullable().catch(null),
  bytes: z.number().nullable(),
  active_from: z.number().nullable(),
  activated_at: z.date().nullable(),
  refusal: z.string().nullable(),
});
type Stored = z.infer<typeof storedSchema>;

function progressOf({ state, progress, step }: Stored): ModelRow["progress"] {
  if (state !== "training") return null;
  return { share: Math.min(1, Math.max(0, progress ?? 0)), step: step ?? "Waits for a trainer" };
}

function headlineOf({ figures }: Stored): ModelRow["headline"] {
  if (figures === null) return null;
  const { rocAuc, averagePrecision, tprAtFpr1, recallUnseen } = figures;
  return {
    rocAuc: rocAuc.value,
    averagePrecision: averagePrecision.value,
    tprAtFpr1: tprAtFpr1.value,
    recallUnseen: recallUnseen.value,
  };
}

/** A row of `modelColumns` as the API shows it. */
export function modelRow(row: unknown): ModelRow {
  const stored = storedSchema.parse(row);
  return {
    id: stored.id,
    stream: streamName(stored.stream),
    number: stored.number,
    name: stored.name,
    state: stored.state,
    origin: stored.origin,
    author: stored.author,
    reason: stored.reason,
    createdAt: stored.created_at.toISOString(),
    startedAt: stored.started_at?.toISOString() ?? null,
    finishedAt: stored.finished_at?.toISOString() ?? null,
    progress: progressOf(stored),
    cancelling: stored.state === "training" && stored.cancelled_at !== null,
    failure: stored.failure,
    activeFrom: stored.active_from,
    activeSince: stored.activated_at?.toISOString() ?? null,
    refusal: stored.refusal,
    headline: headlineOf(stored),
    bytes: stored.bytes,
    digest: stored.digest,
  };
}
