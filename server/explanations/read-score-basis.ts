import { priorReferences, type ReferenceSet, readReferences } from "../../lib/detectors/reference-set.ts";
import { readSnapshot, type TreeSnapshot } from "../../lib/detectors/tree-snapshot.ts";
import { featureNames } from "../../lib/features/feature-table.ts";
import { StateReader } from "../../lib/features/state-bytes.ts";
import { readChampion } from "../../lib/models/champion/read-champion.ts";
import type { ScoreBasis } from "../../lib/pipeline/explanation/explain-score.ts";
import { ExplainedModel } from "../../lib/pipeline/explanation/explained-model.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { unpackBytes } from "../event-log/score-bytes.ts";
import type { EventRecord } from "../events/event-row.ts";
import { readVectors } from "../events/read-vectors.ts";
import { AppError } from "../http/app-error.ts";
import { createRecentlyUsed, type RecentlyUsed } from "./recently-used.ts";

// Each holds for 4,096 events or many more: explanations of one alert after the other share them.
const snapshots = createRecentlyUsed<TreeSnapshot>(32);
const references = createRecentlyUsed<ReferenceSet>(16);
const models = createRecentlyUsed<ExplainedModel>(6);

interface ArtefactPlace {
  readonly stream: number;
  readonly kind: string;
  readonly version: number;
  /** A stream that has begun anew numbers its artefacts from 1 again: the moment tells them apart. */
  readonly createdAt: Date;
}

/** The artefact as `make` reads its bytes, made once. */
function readArtefact<Value>(
  db: Database,
  { stream, kind, version, createdAt }: ArtefactPlace,
  { kept, make }: { readonly kept: RecentlyUsed<Value>; readonly make: (bytes: Uint8Array) => Value },
): Promise<Value> {
  return kept.get(`${stream} ${kind} ${version} ${createdAt.getTime()}`, async () => {
    const row = await db.artefact.findUniqueOrThrow({
      where: { stream_kind_version: { stream, kind, version } },
      select: { body: true },
    });
    return make(await unpackBytes(row.body));
  });
}

function gone(what: string): AppError {
  return new AppError("unprocessable", { detail: `The score cannot be computed again: ${what}.` });
}

const placeOf = { stream: true, kind: true, version: true, createdAt: true } as const;

async function readSnapshotAt(db: Database, { stream, id }: EventRecord): Promise<TreeSnapshot | null> {
  // Versions rise with offsets, and the key is by version.
  const [place] = await db.$queryRaw<ArtefactPlace[]>(Sql.sql`
    SELECT stream, kind, version, created_at AS "createdAt" FROM artefact
    WHERE stream = ${stream}::smallint AND kind = 'snapshot' AND "offset" <= ${id}::bigint ORDER BY version DESC LIMIT 1`);
  if (place === undefined) return null;
  return readArtefact(db, place, { kept: snapshots, make: (bytes) => readSnapshot(new StateReader(bytes)) });
}

async function readReferencesOf(db: Database, { stream, referenceVersion }: EventRecord): Promise<ReferenceSet> {
  if (referenceVersion === 0) return priorReferences;
  const place = await db.artefact.findUnique({
    where: { stream_kind_version: { stream, kind: "reference", version: referenceVersion } },
    select: placeOf,
  });
  if (place === null) throw gone("its reference is not kept any more");
  return readArtefact(db, place, { kept: references, make: (bytes) => readReferences(new StateReader(bytes)) });
}

function explainedModel(bytes: Uint8Array): ExplainedModel {
  const reading = readChampion(bytes);
  if (!reading.ok) throw gone(reading.reason);
  return new ExplainedModel(reading.champion);
}

interface NamedModel {
  readonly model: ExplainedModel;
  readonly named: { readonly id: number; readonly number: number; readonly name: string };
}

async function readModelOf(db: Database, { stream, modelVersion }: EventRecord): Promise<NamedModel | null> {
  if (modelVersion === 0) return null;
  const activation = await db.modelActivation.findUnique({
    where: { stream_version: { stream, version: modelVersion } },
    select: { modelId: true },
  });
  const id = activation?.modelId ?? null;
  if (activation !== null && id === null) return null;
  const place = await db.artefact.findUnique({
    where: { stream_kind_version: { stream, kind: "model", version: modelVersion } },
    select: placeOf,
  });
  if (place === null || id === null) throw gone("the model that scored it is not kept any more");
  const [model, trained] = await Promise.all([
    readArtefact(db, place, { kept: models, make: explainedModel }),
    db.trainedModel.findUnique({ where: { id }, select: { number: true, name: true } }),
  ]);
  return { model, named: { id: Number(id), number: trained?.number ?? 0, name: trained?.name ?? "removed model" } };
}

export interface ReadBasis {
  readonly basis: ScoreBasis;
  /** The trained model that scored it; null: none. */
  readonly model: NamedModel["named"] | null;
}

/** All that the event's score rests on. AppError `unprocessable`: part of it is not kept any more, or of another version. */
export async function readScoreBasis(db: Database, record: EventRecord): Promise<ReadBasis> {
  const [vectors, snapshot, referenceSet, named] = await Promise.all([
    readVectors(db, record),
    readSnapshotAt(db, record),
    readReferencesOf(db, record),
    readModelOf(db, record),
  ]);
  if (vectors === null) throw gone("its features are not kept any more");
  const isOurs =
    vectors.featureNames.length === featureNames.length &&
    vectors.featureNames.every((name, i) => name === featureNames[i]);
  if (!isOurs) throw gone("it was made from the features of another version");
  const { vector } = vectors;
  return {
    basis: { vector, snapshot, references: referenceSet, model: named?.model ?? null },
    model: named?.named ?? null,
  };
}
