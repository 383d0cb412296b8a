import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawChance, drawNormal } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { splitsOfFolds } from "../../stats/splits/split.ts";
import { stratifiedKFold } from "../../stats/splits/stratified-k-fold.ts";
import { type FeatureMatrix, takeRows } from "../data/matrix.ts";
import { fitLogistic } from "../linear/fit-logistic.ts";
import { predictLogits } from "../linear/predict-logistic.ts";
import { confidentJoint } from "./confident-joint.ts";
import { dropUnlikelyLabels } from "./drop-unlikely-labels.ts";
import { findWrongLabels } from "./find-wrong-labels.ts";
import { judgeOutOfFold } from "./judge-out-of-fold.ts";
import { bothClasses, type JudgedLabels } from "./judged-labels.ts";
import { trimLosses } from "./trim-losses.ts";

/** Rows of any probabilities (in steps, so that there are ties) and any labels. */
const judgedRows = fc.integer({ min: 2, max: 4 }).chain((classes) =>
  fc
    .array(
      fc.record({
        label: fc.integer({ min: 0, max: classes - 1 }),
        marks: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: classes, maxLength: classes }),
      }),
      { minLength: 1, maxLength: 60 },
    )
    .map((rows): JudgedLabels => {
      const shares = rows.flatMap(({ marks }) => marks.map((mark) => mark / marks.reduce((a, b) => a + b, 0)));
      return {
        classes,
        labels: Int32Array.from(rows, ({ label }) => label),
        probabilities: Float64Array.from(shares),
      };
    }),
);

const rowOf = ({ classes, probabilities }: JudgedLabels, row: number) => [
  ...probabilities.subarray(row * classes, (row + 1) * classes),
];

/** Rows x columns of the definition, class by class. */
function countsByDefinition(judged: JudgedLabels): number[] {
  const { labels, classes } = judged;
  const all = [...labels.keys()];
  const names = Array.from({ length: classes }, (_, label) => label);
  const thresholds = names.map((label) => {
    const own = all.filter((row) => labels[row] === label).map((row) => rowOf(judged, row)[label] ?? 0);
    return Math.min(own.reduce((sum, p) => sum + p, 0) / own.length, Math.max(...own));
  });
  return names.flatMap((given) =>
    names.map((likely) => {
      const counted = all.filter((row) => {
        const p = rowOf(judged, row);
        const reached = names.filter((label) => (p[label] ?? 0) >= (thresholds[label] ?? Number.NaN));
        const most = Math.max(...reached.map((label) => p[label] ?? 0));
        return labels[row] === given && reached.find((label) => p[label] === most) === likely;
      });
      return counted.length;
    }),
  );
}

describe("confident joint", () => {
  it("counts what the definition counts, and adds up to all rows of each class", () => {
    fc.assert(
      fc.property(judgedRows, (judged) => {
        const { counts, joint } = confidentJoint(judged);
        expect([...counts]).toEqual(countsByDefinition(judged));
        for (let label = 0; label < judged.classes; label += 1) {
          const share = joint.subarray(label * judged.classes, (label + 1) * judged.classes).reduce((a, b) => a + b, 0);
          const rows = judged.labels.filter((own) => own === label).length;
          expect(share).toBeCloseTo(rows / judged.labels.length, 12);
        }
      }),
    );
  });

  it("reaches its own threshold where all rows of a class are alike, whatever the mean is rounded to", () => {
    const labels = Int32Array.of(0, 0, 0, 1);
    const judged = { labels, classes: 2, probabilities: bothClasses(Float64Array.of(0.9, 0.9, 0.9, 0.95)) };
    expect(confidentJoint(judged).counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  it("refuses labels and probabilities that cannot be", () => {
    const probabilities = Float64Array.of(0.5, 0.5);
    expect(() => confidentJoint({ labels: Int32Array.of(2), classes: 2, probabilities })).toThrow("Label 2");
    expect(() => confidentJoint({ labels: Int32Array.of(0, 1), classes: 2, probabilities })).toThrow("2 labels");
    const unknown = Float64Array.of(0.5, Number.NaN);
    expect(() => confidentJoint({ labels: Int32Array.of(0), classes: 2, probabilities: unknown })).toThrow("[0, 1]");
    expect(() => dropUnlikelyLabels({ labels: Int32Array.of(0), classes: 1, probabilities })).toThrow("two classes");
  });
});

describe("wrong labels", () => {
  it("are rows of which another class is likelier, and never more than half of a class", () => {
    fc.assert(
      fc.property(judgedRows, (judged) => {
        const found = findWrongLabels(judged);
        for (const { row, label, likely, lead } of found) {
          const p = rowOf(judged, row);
          expect(label).toBe(judged.labels[row]);
          expect((p[likely] ?? 0) - (p[label] ?? 0)).toBe(lead);
          expect(lead).toBeGreaterThan(0);
        }
        expect(new Set(found.map(({ row }) => row)).size).toBe(found.length);
        for (let label = 0; label < judged.classes; label += 1) {
          const rows = judged.labels.filter((own) => own === label).length;
          expect(found.filter((each) => each.label === label).length).toBeLessThanOrEqual(rows / 2);
        }
      }),
    );
  });

  it("are the same rows in any order of the table, where no two are alike", () => {
    const random = createRandom("order");
    const marks = Float64Array.from({ length: 200 }, () => random.fraction());
    const labels = Int32Array.from(marks, (mark) => Number(drawChance(random, 0.1) ? mark < 0.5 : mark >= 0.5));
    const named = (order: readonly number[]) =>
      findWrongLabels({
        classes: 2,
        labels: Int32Array.from(order, (row) => labels[row] ?? 0),
        probabilities: bothClasses(Float64Array.from(order, (row) => marks[row] ?? 0)),
      })
        .map(({ row }) => order[row])
        .sort();
    const forward = [...labels.keys()];
    expect(named(forward).length).toBeGreaterThan(5);
    expect(named(forward.toReversed())).toEqual(named(forward));
  });
});

describe("the out-of-fold filter", () => {
  it("parts the rows by the probability of their own label", () => {
    fc.assert(
      fc.property(judgedRows, fc.double({ min: 0, max: 1, noNaN: true }), (judged, least) => {
        const { kept, dropped } = dropUnlikelyLabels(judged, least);
        expect([...kept, ...dropped].sort((a, b) => a - b)).toEqual([...judged.labels.keys()]);
        const own = (row: number) => rowOf(judged, row)[judged.labels[row] ?? 0] ?? 0;
        expect([...kept].every((row) => own(row) >= least)).toBe(true);
        expect([...dropped].every((row) => own(row) < least)).toBe(true);
      }),
    );
  });
});

describe("loss trimming", () => {
  it("takes its share of every class of every source, the least likely labels first", () => {
    const share = fc.double({ min: 0, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(judgedRows, fc.integer({ min: 1, max: 3 }), share, (judged, count, trimmed) => {
        const sources = judged.labels.map((_, row) => row % count);
        const { kept, dropped } = trimLosses(judged, sources, { share: trimmed });
        const own = (row: number) => rowOf(judged, row)[judged.labels[row] ?? 0] ?? 0;
        for (let source = 0; source < count; source += 1) {
          for (let label = 0; label < judged.classes; label += 1) {
            const inPart = (row: number) => sources[row] === source && judged.labels[row] === label;
            const [stay, go] = [kept.filter(inPart), dropped.filter(inPart)];
            expect(go.length).toBe(Math.floor(trimmed * (stay.length + go.length)));
            expect(Math.max(0, ...Array.from(go, own))).toBeLessThanOrEqual(Math.min(1, ...Array.from(stay, own)));
          }
        }
      }),
    );
  });

  it("refuses a share of all rows, and rows without a source", () => {
    const judged = { labels: Int32Array.of(0), classes: 2, probabilities: Float64Array.of(1, 0) };
    expect(() => trimLosses(judged, Int32Array.of(0), { share: 1 })).toThrow("[0, 1)");
    expect(() => trimLosses(judged, new Int32Array(0), { share: 0.1 })).toThrow("a source each");
  });
});

describe("planted noise", () => {
  const rows = 2000;
  const random = createRandom("planted noise");
  const truth = Int32Array.from({ length: rows }, (_, row) => Number(row % 4 === 0));
  const columns = [1, 2, 3].map(() => Float64Array.from(truth, (label) => 2.4 * label + drawNormal(random)));
  const matrix: FeatureMatrix = { rows, names: ["a", "b", "c"], columns, categories: [0, 0, 0] };
  const labels = truth.map((label) => (drawChance(random, 0.05) ? 1 - label : label));
  const flipped = [...truth.keys()].filter((row) => labels[row] !== truth[row]);

  const folds = splitsOfFolds(stratifiedKFold(labels, 5, random.fork("folds")).value, 5);
  const probabilities = judgeOutOfFold(folds, { rows, classes: 2 }, ({ train, test }) => {
    const ofTrain = Uint8Array.from(train, (row) => labels[row] ?? 0);
    const model = fitLogistic({ matrix: takeRows(matrix, train), labels: ofTrain });
    return bothClasses(predictLogits(model, takeRows(matrix, test)).map((logit) => 1 / (1 + Math.exp(-logit))));
  });
  const judged = { labels, classes: 2, probabilities };
  const f1Of = (named: readonly number[]) => {
    const right = named.filter((row) => labels[row] !== truth[row]).length;
    return (2 * right) / (named.length + flipped.length);
  };

  it("is found: of labels flipped by chance most are named, and few others", () => {
    expect(flipped.length).toBeGreaterThan(70);
    expect(f1Of(findWrongLabels(judged).map(({ row }) => row))).toBeGreaterThanOrEqual(0.7);
    expect(f1Of([...dropUnlikelyLabels(judged).dropped])).toBeGreaterThanOrEqual(0.7);
  });

  it("is estimated by the joint, in both directions", () => {
    const { joint } = confidentJoint(judged);
    const wrong = (label: number) => flipped.filter((row) => labels[row] === label).length / rows;
    expect(Math.abs((joint[1] ?? 0) - wrong(0))).toBeLessThan(0.01);
    expect(Math.abs((joint[2] ?? 0) - wrong(1))).toBeLessThan(0.015);
  });

  it("is not looked for with folds that leave rows out or test them twice", () => {
    const shape = { rows: 2, classes: 2 };
    const half = { train: Int32Array.of(1), test: Int32Array.of(0) };
    expect(() => judgeOutOfFold([half], shape, () => new Float64Array(2))).toThrow("Row 1");
    expect(() => judgeOutOfFold([half, half], shape, () => new Float64Array(2))).toThrow("exactly once");
    expect(() => judgeOutOfFold([half], shape, () => new Float64Array(1))).toThrow("2 probabilities each");
  });
});
