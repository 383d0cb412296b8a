import type { ScoringSession } from "../event-log/lease.ts";
import { unpackBytes } from "../event-log/score-bytes.ts";

/** A model that people want to score the stream, not taken up and not refused yet. */
export interface PendingModel {
  readonly version: number;
  /** Null: none, the detectors without a trained model. */
  readonly modelId: number | null;
  /** Null where there is no model, or where its artefact is not the one that was trained. */
  readonly bytes: Uint8Array | null;
}

const pendingSql = `SELECT a.version, a.model_id, m.artefact
  FROM model_activation a
  LEFT JOIN trained_model m ON m.id = a.model_id AND m.stream = a.stream AND encode(sha256(m.artefact), 'hex') = m.digest
  WHERE a.stream = $1 AND a.version > $2 AND a.active_from IS NULL AND a.refusal IS NULL ORDER BY a.version`;

/** What waits to be taken up after activation `afterVersion`, oldest first. */
export async function readPendingModels(
  { client, stream }: ScoringSession,
  afterVersion: number,
): Promise<PendingModel[]> {
  const { rows } = await client.query<{ version: number; model_id: string | null; artefact: Buffer | null }>(
    pendingSql,
    [stream, afterVersion],
  );
  return rows.map(({ version, model_id, artefact }) => ({
    version,
    modelId: model_id === null ? null : Number(model_id),
    bytes: artefact,
  }));
}

/** A model as it was taken up. */
export interface TakenModel {
  readonly version: number;
  readonly activeFrom: number;
  /** When it was taken up, microseconds since 1970. */
  readonly activatedUs: number;
  readonly bytes: Uint8Array | null;
}

const takenSql = `SELECT a.version, a.model_id, a.active_from, f.body,
    (extract(epoch FROM a.activated_at) * 1000000)::float8 AS activated_us
  FROM model_activation a
  LEFT JOIN artefact f ON f.stream = a.stream AND f.kind = 'model' AND f.version = a.version
  WHERE a.stream = $1 AND a.version > $2 AND a.active_from IS NOT NULL ORDER BY a.version`;

/**
 * What was taken up after activation `afterVersion`, oldest first. Throws where an artefact is missing: to score on without
 * the model that was in force would be to score otherwise than what is stored.
 */
export async function readTakenModels({ client, stream }: ScoringSession, afterVersion: number): Promise<TakenModel[]> {
  const { rows } = await client.query<{
    version: number;
    model_id: string | null;
    active_from: string;
    activated_us: number | null;
    body: Buffer | null;
  }>(takenSql, [stream, afterVersion]);
  return Promise.all(
    rows.map(async ({ version, model_id, active_from, activated_us, body }) => {
      if (model_id !== null && body === null) {
        throw new Error(`The artefact of model activation ${version} of stream ${stream} is missing.`);
      }
      const bytes = body === null ? null : await unpackBytes(body);
      return { version, activeFrom: Number(active_from), activatedUs: activated_us ?? 0, bytes };
    }),
  );
}
