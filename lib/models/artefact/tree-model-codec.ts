import { z } from "zod";
import type { BoostedModel } from "../boosting/boosted-model.ts";
import type { ForestModel, IsolationModel } from "../forest/forest-model.ts";
import type { TreeEnsemble } from "../trees/tree-ensemble.ts";
import { readArtefact, writeArtefact } from "./artefact.ts";
import { findFault } from "./check-ensemble.ts";
import { listEnsembleArrays, readEnsemble, toFloats } from "./ensemble-arrays.ts";

export type TreeModel = BoostedModel | ForestModel | IsolationModel;

/** A model with what its card says: names of its columns, data, figures; anything that is JSON. */
export interface StoredTreeModel {
  readonly model: TreeModel;
  readonly card: z.infer<typeof cardSchema>;
}

export type TreeModelReading =
  | ({ readonly ok: true } & StoredTreeModel)
  | { readonly ok: false; readonly reason: string };

const cardSchema = z.json();
const count = z.number().int().positive();
const shape = { features: z.number().int().nonnegative(), outputs: count, leafWidth: count, card: cardSchema };
const settingsSchema = z.object({ ...shape, classes: count.optional(), sample: count.optional() });

/** The model's bytes. The same model and card give the same bytes. */
export function writeTreeModel({ model, card }: StoredTreeModel): Uint8Array {
  const { ensemble } = model;
  const { features, outputs, leafWidth } = ensemble;
  const own = model.kind === "isolation" ? { sample: model.sample } : { classes: model.classes };
  const arrays = new Map(listEnsembleArrays(ensemble));
  if (model.kind === "boosting") arrays.set("base", model.base);
  return writeArtefact({ kind: model.kind, settings: { features, outputs, leafWidth, ...own, card }, arrays });
}

/** The model in the bytes, every node of it checked, or one sentence that says why there is none. */
export function readTreeModel(bytes: Uint8Array): TreeModelReading {
  const reading = readArtefact(bytes);
  if (!reading.ok) return reading;
  const { kind, settings, arrays } = reading.artefact;
  const parsed = settingsSchema.safeParse(settings);
  if (!parsed.success) return { ok: false, reason: `The model's settings of the learner ${kind} cannot be read.` };
  const { card, classes, sample, ...given } = parsed.data;
  const ensemble = readEnsemble(given, arrays);
  const fault = findFault(ensemble);
  if (fault !== null) return { ok: false, reason: `The model's trees cannot be used: ${fault}.` };
  const model = nameModel({ kind, classes, sample, ensemble, base: toFloats(arrays.get("base")) });
  if (model === null)
    return { ok: false, reason: `The file holds a learner (${kind}) that is none of trees, or lacks parts.` };
  return { ok: true, model, card };
}

function nameModel({
  kind,
  classes,
  sample,
  ensemble,
  base,
}: {
  kind: string;
  classes: number | undefined;
  sample: number | undefined;
  ensemble: TreeEnsemble;
  base: Float64Array;
}): TreeModel | null {
  if (kind === "isolation") return sample === undefined ? null : { kind, sample, ensemble };
  if (classes === undefined || ensemble.outputs !== (classes > 2 ? classes : 1)) return null;
  if (kind === "forest") return { kind, classes, ensemble };
  return kind === "boosting" && base.length === ensemble.outputs ? { kind, classes, base, ensemble } : null;
}
