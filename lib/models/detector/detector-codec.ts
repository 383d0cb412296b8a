import { z } from "zod";
import { type Artefact, readArtefact, writeArtefact } from "../artefact/artefact.ts";
import type { NumberArray } from "../artefact/number-array.ts";
import { readTreeModel, type TreeModel, writeTreeModel } from "../artefact/tree-model-codec.ts";
import type { Encoder } from "../data/encoders/encoder.ts";
import { encodedWidth } from "../data/encoders/encoder.ts";
import type { Combination, Detector } from "./detector.ts";

/** A detector with what its card says; anything that is JSON. */
export interface StoredDetector {
  readonly detector: Detector;
  readonly card: z.infer<typeof cardSchema>;
}

export type DetectorReading =
  | ({ readonly ok: true } & StoredDetector)
  | { readonly ok: false; readonly reason: string };

const cardSchema = z.json();
const number = z.number();
const names = z.array(z.string());

const partSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("number"), name: z.string(), logarithm: z.boolean() }),
  z.object({ kind: z.literal("ordinal"), name: z.string(), categories: names }),
  z.object({ kind: z.literal("one-hot"), name: z.string(), categories: names }),
  z.object({ kind: z.literal("hash"), name: z.string(), buckets: number.int().positive() }),
  z.object({
    kind: z.literal("target"),
    name: z.string(),
    categories: names,
    values: z.array(number),
    otherwise: number,
  }),
]);

const settingsSchema = z.object({
  parts: z.array(partSchema),
  members: names.min(1),
  /** Of a blend; its knots are an array of each member. */
  blend: z
    .object({
      scales: z.array(z.enum(["percentile", "robust-z", "surprise", "answer"])),
      weights: z.array(number),
      references: z.array(z.object({ rows: number.int().positive(), median: number, deviation: number.positive() })),
    })
    .nullable(),
  stack: z.object({ names, weights: z.array(number.nonnegative()), intercept: number }).nullable(),
  platt: z.object({ slope: number, intercept: number }),
  thresholds: z.array(z.object({ alpha: number, delta: number, threshold: number.nullable() })),
  families: names.nullable(),
  card: cardSchema,
});

type Settings = z.infer<typeof settingsSchema>;

/** The detector's bytes. The same detector and card give the same bytes. */
export function writeDetector({ detector, card }: StoredDetector): Uint8Array {
  const { combination, calibration, family } = detector;
  const arrays = new Map<string, NumberArray>();
  for (const [i, { model }] of detector.members.entries())
    arrays.set(`member ${i}`, writeTreeModel({ model, card: null }));
  if (family !== null) arrays.set("family", writeTreeModel({ model: family.model, card: null }));
  if (combination.kind === "blend") {
    for (const [i, { knots }] of combination.blend.references.entries()) arrays.set(`knots ${i}`, knots);
  }
  const settings: Settings = {
    parts: detector.encoder.parts.map(copyPart),
    members: detector.members.map(({ name }) => name),
    blend: combination.kind === "blend" ? describeBlend(combination) : null,
    stack: combination.kind === "stack" ? copyStack(combination) : null,
    platt: { slope: calibration.slope, intercept: calibration.intercept },
    thresholds: detector.thresholds.map(({ alpha, delta, threshold }) => ({ alpha, delta, threshold })),
    families: family === null ? null : [...family.names],
    card,
  };
  return writeArtefact({ kind: "detector", settings, arrays });
}

function describeBlend({ blend }: Combination & { kind: "blend" }): NonNullable<Settings["blend"]> {
  return {
    scales: [...blend.scales],
    weights: [...blend.weights],
    references: blend.references.map(({ rows, median, deviation }) => ({ rows, median, deviation })),
  };
}

function copyStack({ stack }: Combination & { kind: "stack" }): NonNullable<Settings["stack"]> {
  return { names: [...stack.names], weights: [...stack.weights], intercept: stack.intercept };
}

function copyPart(part: Encoder["parts"][number]): Settings["parts"][number] {
  if (part.kind === "number" || part.kind === "hash") return { ...part };
  if (part.kind === "target") return { ...part, categories: [...part.categories], values: [...part.values] };
  return { ...part, categories: [...part.categories] };
}

/** The detector in the bytes, every node of every tree checked, or one sentence that says why there is none. */
export function readDetector(bytes: Uint8Array): DetectorReading {
  const reading = readArtefact(bytes);
  if (!reading.ok) return reading;
  const { kind, settings, arrays } = reading.artefact;
  if (kind !== "detector") return { ok: false, reason: `The file holds a learner (${kind}), not a detector.` };
  const parsed = settingsSchema.safeParse(settings);
  if (!parsed.success) return { ok: false, reason: "The detector's settings cannot be read." };
  return assemble(parsed.data, arrays);
}

function assemble(settings: Settings, arrays: Artefact["arrays"]): DetectorReading {
  const encoder: Encoder = { parts: settings.parts };
  const members: { name: string; model: TreeModel }[] = [];
  for (const [i, name] of settings.members.entries()) {
    const model = readMember(arrays.get(`member ${i}`), encoder);
    if (typeof model === "string") return { ok: false, reason: `Its part "${name}" cannot be used. ${model}` };
    members.push({ name, model });
  }
  const combination = readCombination(settings, arrays);
  if (combination === null) return { ok: false, reason: "The detector does not say how its parts are weighed." };
  const family = readFamily(settings, arrays, encoder);
  if (typeof family === "string") return { ok: false, reason: `Its attack families cannot be used. ${family}` };
  const calibration = { kind: "platt" as const, ...settings.platt };
  const { thresholds, card } = settings;
  return { ok: true, detector: { encoder, members, combination, calibration, thresholds, family }, card };
}

/** The model in the bytes, or why there is none. */
function readMember(stored: NumberArray | undefined, encoder: Encoder): TreeModel | string {
  const reading = readTreeModel(Uint8Array.from(stored ?? []));
  if (!reading.ok) return reading.reason;
  const width = encodedWidth(encoder);
  const { features } = reading.model.ensemble;
  return features === width ? reading.model : `It wants ${features} columns, the encoder makes ${width}.`;
}

function readCombination({ blend, stack, members }: Settings, arrays: Artefact["arrays"]): Combination | null {
  if (stack !== null) return stack.weights.length === members.length ? { kind: "stack", stack } : null;
  if (
    blend === null ||
    blend.weights.length !== members.length ||
    blend.scales.length !== members.length ||
    blend.references.length !== members.length
  )
    return null;
  const references = blend.references.map((reference, i) => ({
    ...reference,
    knots: Float64Array.from(arrays.get(`knots ${i}`) ?? []),
  }));
  if (references.some(({ knots }) => knots.length === 0)) return null;
  return { kind: "blend", blend: { scales: blend.scales, weights: blend.weights, references } };
}

function readFamily({ families }: Settings, arrays: Artefact["arrays"], encoder: Encoder): Detector["family"] | string {
  if (families === null) return null;
  const model = readMember(arrays.get("family"), encoder);
  if (typeof model === "string") return model;
  if (model.kind !== "forest" || model.classes !== families.length) return "Their names fit no forest.";
  return { names: families, model };
}
