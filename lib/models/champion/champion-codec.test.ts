import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomChampion } from "../../../testing/models/random-champion.ts";
import { readArtefact, writeArtefact } from "../artefact/artefact.ts";
import { writeTreeModel } from "../artefact/tree-model-codec.ts";
import type { Champion } from "./champion.ts";
import { readChampion } from "./read-champion.ts";
import { writeChampion } from "./write-champion.ts";

const champion = randomChampion({ seed: "codec", trees: 12, kinds: ["password guessing", "exfiltration", "beacon"] });

function reasonFor(bytes: Uint8Array): string {
  const reading = readChampion(bytes);
  return reading.ok ? "" : reading.reason;
}

describe("a champion's artefact", () => {
  it.each([
    ["with three kinds of attack", champion],
    ["with two kinds", randomChampion({ seed: 2, trees: 3, kinds: ["one", "two"] })],
    ["without kinds", randomChampion({ seed: 3, trees: 3 })],
    ["without a tree", randomChampion({ seed: 4, trees: 0 })],
  ])("%s comes back as it was, and gives the same bytes again", (_, written) => {
    const bytes = writeChampion(written);
    const reading = readChampion(bytes);
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.champion).toEqual(written);
    expect(Buffer.compare(writeChampion(reading.champion), bytes)).toBe(0);
  });

  it("is refused when any byte of it is another, or when it is cut anywhere", () => {
    const bytes = writeChampion(champion);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        expect(readChampion(damaged).ok).toBe(false);
        expect(readChampion(bytes.subarray(0, place)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("is refused without any of its arrays, though its checksum is right", () => {
    const reading = readArtefact(writeChampion(champion));
    if (!reading.ok) throw new Error(reading.reason);
    const { kind, settings, arrays } = reading.artefact;
    const optional = new Set(["background", "trees.sets", "kinds.sets"]);
    for (const missing of arrays.keys()) {
      const others = new Map([...arrays].filter(([name]) => name !== missing));
      expect([
        missing,
        optional.has(missing) || reasonFor(writeArtefact({ kind, settings, arrays: others })),
      ]).not.toEqual([missing, ""]);
    }
  });

  it("says that another learner, or a model of a table, cannot serve", () => {
    expect(reasonFor(writeArtefact({ kind: "detector", settings: {}, arrays: new Map() }))).toMatch(/rows of a table/);
    expect(reasonFor(writeTreeModel({ model: champion.trees, card: null }))).toBe(
      'The file holds the learner "boosting", which cannot score a stream by itself.',
    );
    expect(reasonFor(new TextEncoder().encode("PK a spreadsheet"))).toBe("This file is not a Tideline model.");
    expect(reasonFor(writeArtefact({ kind: "champion", settings: { code: "()" }, arrays: new Map() }))).toBe(
      "The settings of the trained model cannot be read.",
    );
  });

  const { trees, normal } = champion;
  const ensemble = trees.ensemble;
  const deep = randomChampion({ seed: 5, trees: 2, depth: 9 }).trees;
  const faults: [string, Partial<Champion>, RegExp][] = [
    ["features less", { features: champion.features.slice(1) }, /made for 60 features, events have 61/],
    [
      "another feature",
      { features: champion.features.map((name, i) => (i === 7 ? "moon" : name)) },
      /feature 7 is "moon"/,
    ],
    ["another class", { trees: { ...trees, classes: 3 } }, /tell 3 classes apart/],
    [
      "trees that never end",
      { trees: { ...trees, ensemble: { ...ensemble, left: ensemble.left.map(() => 0) } } },
      /nowhere/,
    ],
    ["trees too deep", { trees: deep }, /deeper than 8 levels/],
    [
      "a leaf that is no number",
      { trees: { ...trees, ensemble: { ...ensemble, value: ensemble.value.map(() => Number.NaN) } } },
      /no numbers/,
    ],
    [
      "a cover below 0",
      { trees: { ...trees, ensemble: { ...ensemble, cover: ensemble.cover.map(() => -1) } } },
      /cover/,
    ],
    [
      "a leaf that overflows",
      { trees: { ...trees, ensemble: { ...ensemble, value: ensemble.value.map(() => 1e308) } } },
      /beyond/,
    ],
    ["a cover of 0", { trees: { ...trees, ensemble: { ...ensemble, cover: ensemble.cover.map(() => 0) } } }, /cover/],
    [
      "covers that are not those of its children",
      { trees: { ...trees, ensemble: { ...ensemble, cover: ensemble.cover.map((_, i) => 1 + (i % 3)) } } },
      /cover/,
    ],
    ["a weight that overflows", { stack: { ...champion.stack, baseWeight: 1e308 } }, /beyond/],
    ["a calibration that overflows", { calibration: { slope: 1e308, offset: -1e308 } }, /beyond/],
    [
      "normal events too heavy to add up",
      { normal: { ...normal, weights: normal.weights.map(() => 1e308) } },
      /reason/,
    ],
    ["normal events beyond reason", { normal: { ...normal, logOdds: normal.logOdds.map(() => -1e308) } }, /reason/],
    ["a weight that is no number", { stack: { ...champion.stack, intercept: Number.NaN } }, /no numbers/],
    ["a negative weight", { stack: { ...champion.stack, baseWeight: -0.1 } }, /negative/],
    ["a falling calibration", { calibration: { slope: 0, offset: 0 } }, /calibration/],
    [
      "few normal events",
      { normal: { logOdds: new Float64Array(199), weights: new Float64Array(199).fill(1) } },
      /knows 199/,
    ],
    ["light normal events", { normal: { ...normal, weights: normal.weights.map(() => 1e-4) } }, /stand for fewer/],
    ["weights of others", { normal: { ...normal, weights: normal.weights.slice(1) } }, /differ in number/],
    ["infinite normal events", { normal: { ...normal, logOdds: normal.logOdds.map(() => Infinity) } }, /no numbers/],
    ["families less", { usual: champion.usual.slice(61) }, /families/],
    ["half an event", { background: champion.background.slice(3) }, /background/],
    ["usual values that nobody can read", { usual: champion.usual.map(() => 1e300) }, /usual value is beyond/],
    ["a background that takes seconds", { background: new Float64Array(201 * 61) }, /background/],
    ["infinite background", { background: champion.background.map(() => -Infinity) }, /usual value is beyond/],
    ["one kind", { kinds: { names: ["one"], trees } }, /fewer than two/],
    ["kinds without end", { kinds: { names: Array.from({ length: 101 }, (_, i) => `${i}`), trees } }, /more than 100/],
    ["kinds without trees", { kinds: { names: ["one", "two", "three"], trees } }, /kinds tell 2 classes apart/],
  ];
  it.each(faults)("is refused with %s", (_, change, reason) => {
    expect(reasonFor(writeChampion({ ...champion, ...change }))).toMatch(reason);
  });
});
