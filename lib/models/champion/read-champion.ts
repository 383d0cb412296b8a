import type { z } from "zod";
import { type Artefact, readArtefact } from "../artefact/artefact.ts";
import { readEnsemble, toFloats } from "../artefact/ensemble-arrays.ts";
import type { BoostedModel } from "../boosting/boosted-model.ts";
import type { Champion } from "./champion.ts";
import {
  championKind,
  championSettingsSchema,
  kindsPrefix,
  treesPrefix,
  type treesShapeSchema,
} from "./champion-layout.ts";
import { findChampionFault } from "./find-champion-fault.ts";

export type ChampionReading =
  | { readonly ok: true; readonly champion: Champion }
  | { readonly ok: false; readonly reason: string };

/** The champion in the bytes with every part of it checked, or one sentence that says why it may not serve. */
export function readChampion(bytes: Uint8Array): ChampionReading {
  const reading = readArtefact(bytes);
  if (!reading.ok) return reading;
  const { kind, settings, arrays } = reading.artefact;
  if (kind === "detector") {
    const reason =
      "It is a model of the rows of a table: events are scored by models that were trained on their own stream.";
    return { ok: false, reason };
  }
  if (kind !== championKind) {
    return { ok: false, reason: `The file holds the learner "${kind}", which cannot score a stream by itself.` };
  }
  const parsed = championSettingsSchema.safeParse(settings);
  if (!parsed.success) return { ok: false, reason: "The settings of the trained model cannot be read." };
  const champion = assemble(parsed.data, arrays);
  const fault = champion === null ? "a part of it is missing" : findChampionFault(champion);
  if (champion === null || fault !== null) return { ok: false, reason: `The trained model cannot be used: ${fault}.` };
  return { ok: true, champion };
}

/** Null where the artefact lacks a part that has a fixed number of numbers. */
function assemble(settings: z.infer<typeof championSettingsSchema>, arrays: Artefact["arrays"]): Champion | null {
  const [intercept, baseWeight, treeWeight] = toFloats(arrays.get("stack"));
  const [slope, offset] = toFloats(arrays.get("calibration"));
  if (intercept === undefined || baseWeight === undefined || treeWeight === undefined) return null;
  if (slope === undefined || offset === undefined) return null;
  const { features, calibratedOn, kinds } = settings;
  return {
    features,
    calibratedOn,
    stack: { intercept, baseWeight, treeWeight },
    calibration: { slope, offset },
    normal: { logOdds: toFloats(arrays.get("normal.logOdds")), weights: toFloats(arrays.get("normal.weights")) },
    usual: toFloats(arrays.get("usual")),
    background: toFloats(arrays.get("background")),
    trees: readTrees(settings.trees, arrays, treesPrefix),
    kinds: kinds === null ? null : { names: kinds.names, trees: readTrees(kinds.trees, arrays, kindsPrefix) },
  };
}

function readTrees(shape: z.infer<typeof treesShapeSchema>, arrays: Artefact["arrays"], prefix: string): BoostedModel {
  const { classes, ...given } = shape;
  return {
    kind: "boosting",
    classes,
    base: toFloats(arrays.get(`${prefix}base`)),
    ensemble: readEnsemble(given, arrays, prefix),
  };
}
