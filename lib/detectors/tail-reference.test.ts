import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StateReader, StateWriter } from "../features/state-bytes.ts";
import { drawExponential } from "../stats/draw.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { tailOfMargin } from "../stats/margin.ts";
import { createRandom } from "../stats/random.ts";
import { fitTailReference, readTailReference, saveTailReference, tailMargin } from "./tail-reference.ts";

const options = { knots: 512, smallestTail: 1e-6, defaultScale: 1 };
const equalWeights = (values: Float64Array) => new Float64Array(values.length).fill(1);
const referenceOf = (values: Float64Array) => fitTailReference(values, equalWeights(values), options);

describe("tailMargin", () => {
  it("never falls as the output rises, and is always a number within its limits", () => {
    const outputs = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(
        outputs,
        fc.array(fc.double({ min: -5, max: 60, noNaN: true }), { minLength: 2 }),
        (values, probes) => {
          const reference = referenceOf(Float64Array.from(values));
          const margins = Float64Array.from(probes)
            .sort()
            .map((output) => tailMargin(reference, output));
          for (let i = 0; i < margins.length; i += 1) {
            expect(Math.abs(margins[i] ?? Number.NaN)).toBeLessThan(13.82);
            if (i > 0) expect(margins[i]).toBeGreaterThanOrEqual((margins[i - 1] ?? 0) - 1e-12);
          }
        },
      ),
    );
  });

  it("is the share of the sample above, and half of what is equal", () => {
    const reference = referenceOf(Float64Array.of(1, 2, 2, 3));
    expect(tailOfMargin(tailMargin(reference, 2))).toBeCloseTo(0.5, 12);
    expect(tailOfMargin(tailMargin(reference, 2.5))).toBeCloseTo(0.25, 12);
  });

  it("continues an exponential tail a decade beyond the sample", () => {
    const random = createRandom("tail");
    const reference = referenceOf(Float64Array.from({ length: 20_000 }, () => drawExponential(random, 1)));
    const tail = tailOfMargin(tailMargin(reference, Math.log(1e5)));
    expect(tail).toBeGreaterThan(1e-6);
    expect(tail).toBeLessThan(1e-4);
  });

  it("copes with one value and with all equal", () => {
    expect(tailMargin(referenceOf(Float64Array.of(3)), 3)).toBeCloseTo(0, 12);
    const equal = referenceOf(new Float64Array(1000).fill(2));
    expect(tailMargin(equal, 2)).toBeCloseTo(0, 12);
    expect(tailMargin(equal, 5)).toBeGreaterThan(tailMargin(equal, 3));
    expect(tailMargin(equal, 1)).toBeLessThan(-13);
  });

  it("survives being stored", () => {
    const reference = referenceOf(Float64Array.from({ length: 5000 }, (_, i) => Math.sqrt(i)));
    const writer = new StateWriter();
    saveTailReference(reference, writer);
    expect(readTailReference(new StateReader(joinBytes(writer.chunks)))).toEqual(reference);
    expect(reference.values.length).toBeLessThanOrEqual(515);
  });
});
