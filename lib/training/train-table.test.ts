import { describe, expect, it } from "vitest";
import type { LabelledTable } from "../models/data/frame.ts";
import { readDetector, writeDetector } from "../models/detector/detector-codec.ts";
import { scoreDetector } from "../models/detector/score-detector.ts";
import { drawNormal } from "../stats/draw.ts";
import { createRandom } from "../stats/random.ts";
import { trainTable } from "./train-table.ts";
import { TrainingRefused } from "./training-step.ts";

const options = { rounds: 15, mostDepth: 3, learningRate: 0.2, imbalance: "classWeights", seed: 1 } as const;
const kinds = ["normal", "loud", "odd", "both"] as const;

/** One row in four is an attack: loud (many bytes), of an odd service, or both. `tells`: whether its columns say so. */
function tableOf(rows: number, seed: string, tells = true): LabelledTable {
  const random = createRandom(seed);
  const codes = Int32Array.from({ length: rows }, (_, row) =>
    row % 4 === 0 ? 1 + Math.floor(random.fraction() * 3) : 0,
  );
  const told = tells ? codes : codes.map(() => (random.fraction() < 0.25 ? 1 + Math.floor(random.fraction() * 3) : 0));
  const bytes = Float64Array.from(told, (code) => drawNormal(random) + (code === 1 || code === 3 ? 4 : 0));
  const services = Int32Array.from(told, (code) => (code >= 2 ? 2 : Math.floor(random.fraction() * 2)));
  const family = { kind: "category", name: "family", codes, categories: kinds } as const;
  return {
    frame: {
      rows,
      columns: [
        { kind: "number", name: "bytes", values: bytes },
        { kind: "category", name: "service", categories: ["web", "mail", "odd"], codes: services },
      ],
    },
    labels: Uint8Array.from(codes, (code) => Number(code > 0)),
    family,
    type: family,
  };
}

describe("a detector of a table", () => {
  const table = tableOf(900, "table");
  const trained = trainTable({ table, options });

  it("is judged on rows that set nothing of it, and says what came of each aim", () => {
    const { figures, points } = trained;
    expect(figures.rocAuc.value).toBeGreaterThan(0.95);
    expect(figures.rocAuc.low).toBeLessThan(figures.rocAuc.value ?? 0);
    expect(points.map(({ aim }) => aim)).toEqual([0.01, 0.05]);
    // 1 % with a risk of 5 % wants 299 normal rows held out, and a fifth of four fifths has 108.
    expect(points[0]?.falsePositiveRate.value).toBeNull();
    expect(points[1]?.falsePositiveRate.value).toBeLessThan(0.06);
    expect(points[1]?.recall.value).toBeGreaterThan(0.8);
    expect(figures.familyF1.value).not.toBeNull();
  });

  it("is the better of two ways by folds and by families left out", () => {
    const worth = trained.compared.map(({ known, unseen }) => (known + (unseen ?? known)) / 2);
    const best = trained.compared[worth.indexOf(Math.max(...worth))];
    expect(trained.chosen.name).toBe(best?.name);
    expect(trained.compared.every(({ unseen }) => unseen !== null)).toBe(true);
  });

  it("comes back from its file as it was, and the same for the same table", () => {
    const bytes = writeDetector({ detector: trained.detector, card: null });
    const reading = readDetector(bytes);
    if (!reading.ok) throw new Error(reading.reason);
    const later = tableOf(60, "later").frame;
    expect(scoreDetector(reading.detector, later)).toEqual(scoreDetector(trained.detector, later));
    const again = writeDetector({ detector: trainTable({ table, options }).detector, card: null });
    expect(Buffer.compare(again, bytes)).toBe(0);
  });

  it("finds nothing where the answer has nothing to do with the columns", () => {
    const { figures } = trainTable({ table: tableOf(600, "chance", false), options });
    expect(Math.abs((figures.rocAuc.value ?? 0) - 0.5)).toBeLessThan(0.1);
  });

  it("is refused with a sentence where a class is hardly there, or all rows are alike", () => {
    const one = new Uint8Array(900);
    one[3] = 1;
    expect(() => trainTable({ table: { ...table, labels: one }, options })).toThrow(TrainingRefused);
    const columns = [{ kind: "number" as const, name: "x", values: new Float64Array(900).fill(3) }];
    expect(() => trainTable({ table: { ...table, frame: { rows: 900, columns } }, options })).toThrow(
      "rows of the table differ",
    );
  });
});
