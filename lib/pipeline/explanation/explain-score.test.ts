import { describe, expect, it } from "vitest";
import { fitChampion } from "../../../testing/models/fit-champion.ts";
import { randomChampion } from "../../../testing/models/random-champion.ts";
import { readReferences } from "../../detectors/reference-set.ts";
import { readSnapshot } from "../../detectors/tree-snapshot.ts";
import { featureCount } from "../../features/feature-table.ts";
import { StateReader } from "../../features/state-bytes.ts";
import type { Champion } from "../../models/champion/champion.ts";
import { writeChampion } from "../../models/champion/write-champion.ts";
import { createScorer } from "../scorer.ts";
import { columnsFrom, ordinaryEvents, signInEvent } from "../testing/sample-events.ts";
import { describeScore } from "./describe-score.ts";
import { explainScore, type ScoreBasis } from "./explain-score.ts";
import { ExplainedModel } from "./explained-model.ts";

const ordinary = ordinaryEvents("explain", 5000);
const last = ordinary.at(-1)?.time ?? 0;
const burst = Array.from({ length: 60 }, (_, i) => signInEvent(last + 1000 + i * 100, "198.51.100.7", "root", true));
const columns = columnsFrom([...ordinary, ...burst]);
const plain = createScorer().score(columns, 0, columns.length);
const champion: Champion = {
  ...fitChampion({
    vectors: plain.vector,
    base: plain.margin,
    labels: Uint8Array.from({ length: columns.length }, (_, row) => Number(row >= ordinary.length + 10)),
  }),
  kinds: randomChampion({ seed: "explain", trees: 1, kinds: ["guessing", "beacon", "exfiltration"] }).kinds,
};
const model = new ExplainedModel(champion);

/** The log scored with or without the model, and what each of its scores rests on. */
function scored(withModel: boolean) {
  const scorer = createScorer();
  if (withModel) scorer.activateModel(1, writeChampion(champion));
  const batch = scorer.score(columns, 0, columns.length);
  const bodyAt = (kind: string, row: number) =>
    batch.artefacts.filter((artefact) => artefact.kind === kind && artefact.offset <= row).at(-1)?.body;
  const basisOf = (row: number): ScoreBasis => {
    const snapshot = bodyAt("snapshot", row);
    const reference = bodyAt("reference", row);
    if (snapshot === undefined || reference === undefined) throw new Error("Too early.");
    return {
      vector: batch.vector.slice(row * featureCount, (row + 1) * featureCount),
      snapshot: readSnapshot(new StateReader(snapshot)),
      references: readReferences(new StateReader(reference)),
      model: withModel ? model : null,
    };
  };
  return { batch, basisOf };
}

const rows = Array.from({ length: 8 }, (_, i) => 4200 + i * 90);
const burstRows = Array.from({ length: 20 }, (_, i) => 5040 + i);
const options = { against: "paths", surrogate: false, notify: 6.9 } as const;
const sum = (parts: readonly { readonly contribution: number }[]) =>
  parts.reduce((all, part) => all + part.contribution, 0);

describe.each([
  ["with a trained model", true],
  ["without one", false],
])("explaining a score %s", (_, withModel) => {
  const { batch, basisOf } = scored(withModel);

  it("computes it again, and every sum of parts is what it says", () => {
    for (const row of [...rows, ...burstRows]) {
      for (const against of ["paths", "background"] as const) {
        const basis = basisOf(row);
        const explained = describeScore(basis, explainScore(basis, { ...options, against }), options.notify);
        expect([explained.margin, explained.score]).toEqual([batch.margin[row], batch.score[row]]);
        expect(sum(explained.detectors.parts)).toBeCloseTo(explained.detectors.blend, 9);
        expect(explained.logOdds === null).toBe(!withModel);
        if (explained.logOdds === null || explained.trees === null) continue;
        expect(explained.logOdds.base + sum(explained.logOdds.parts)).toBeCloseTo(explained.logOdds.total, 9);
        expect(explained.trees.base + sum(explained.trees.parts)).toBeCloseTo(explained.trees.total, 9);
        expect(explained.trees.against).toBe(against);
        expect(explained.kinds.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 9);
        expect(explained.probability).toBeGreaterThan(0);
      }
    }
  });

  it("finds for most alerts a change that keeps them under the threshold, each proved by scoring again", () => {
    const flagged = burstRows.filter((row) => (batch.margin[row] ?? 0) >= options.notify);
    expect(flagged.length).toBeGreaterThanOrEqual(15);
    let found = 0;
    for (const row of flagged) {
      const basis = basisOf(row);
      const explained = explainScore(basis, options);
      const change = explained.counterfactual?.found ?? null;
      if (change === null) continue;
      found += 1;
      const vector = basis.vector.slice();
      for (const { column, value } of change.changes) vector[column] = value;
      const again = explainScore({ ...basis, vector }, { ...options, notify: null });
      expect(again.margin).toBe(change.score);
      expect(again.margin).toBeLessThan(options.notify);
      // What is said is what the vector can hold: no value was rounded on its way.
      expect(change.changes.every(({ value }) => Math.fround(value) === value)).toBe(true);
    }
    expect(found / flagged.length).toBeGreaterThanOrEqual(0.9);
  });

  it("says in two sentences why and what if, in words alone", () => {
    const basis = basisOf(5055);
    const { sentences, counterfactual, detectors } = describeScore(basis, explainScore(basis, options), options.notify);
    expect(sentences.why).toHaveLength(2);
    expect(sentences.why[0]).toMatch(/^Raised most by .*failed sign-ins within ten minutes: \d+, usual \d/);
    expect(sentences.whatIf[0]).toMatch(/^It would have stayed under the threshold with .*failed sign-ins/);
    expect([...sentences.why, ...sentences.whatIf].join(" ")).not.toMatch(/[a-z][A-Z0-9][a-z]|NaN|undefined/);
    expect(counterfactual).toMatchObject({ found: true, threshold: options.notify });
    expect(detectors.floor).toMatchObject({ detector: "failure-burst" });
  });

  it("asks for no change where the score is under the threshold, or none is in force", () => {
    const calm = rows.find((row) => (batch.margin[row] ?? 99) < 3) ?? 0;
    for (const [row, notify] of [
      [calm, 6.9],
      [5055, null],
    ] as const) {
      const basis = basisOf(row);
      const { sentences, counterfactual } = describeScore(basis, explainScore(basis, { ...options, notify }), notify);
      expect([counterfactual, sentences.whatIf]).toEqual([null, []]);
    }
  });

  it("gives a surrogate with its stability when it is asked for one", () => {
    const basis = basisOf(5055);
    const { surrogate } = describeScore(basis, explainScore(basis, { ...options, surrogate: true }), options.notify);
    expect(surrogate?.parts.length).toBeGreaterThan(0);
    expect(surrogate?.stability).toBeGreaterThan(0);
    expect(surrogate?.stability).toBeLessThanOrEqual(1);
  });
});

it("explains along the paths where a model has no background", () => {
  const bare = new ExplainedModel({ ...champion, background: new Float64Array(0) });
  expect(bare.shap(new Float64Array(featureCount), "background").against).toBe("paths");
});

it("reads two kinds from one margin", () => {
  const two = new ExplainedModel(randomChampion({ seed: "two", trees: 2, kinds: ["one", "other"] }));
  const shares = two.kindsOf(new Float64Array(featureCount));
  expect(shares.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 12);
  expect(shares[0]?.share).toBeGreaterThanOrEqual(0.5);
});
