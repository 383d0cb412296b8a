import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ascendingOrder, descendingOrder } from "./ascending-order.ts";
import { drawNormal } from "./draw.ts";
import { createRandom } from "./random.ts";

/** What is promised, by the language's own stable sort. */
function expectedOrder(values: readonly number[], sign: 1 | -1): number[] {
  const key = (place: number) => values[place] ?? 0;
  return values
    .map((_, place) => place)
    .sort((left, right) => {
      if (Number.isNaN(key(left)) || Number.isNaN(key(right))) {
        return Number(Number.isNaN(key(left))) - Number(Number.isNaN(key(right)));
      }
      return key(left) === key(right) ? 0 : sign * (key(left) < key(right) ? -1 : 1);
    });
}

describe("order of values", () => {
  it("is the stable order of few values, NaN last", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, -1, Number.NaN))), (values) => {
        expect([...ascendingOrder(Float64Array.from(values))]).toEqual(expectedOrder(values, 1));
        expect([...descendingOrder(Float64Array.from(values))]).toEqual(expectedOrder(values, -1));
      }),
    );
  });

  it("is the same for many values of every kind, where the radix sort takes over", () => {
    const random = createRandom("order");
    const special = [0, -0, Number.NaN, -Number.NaN, Infinity, -Infinity, 5e-324, -5e-324, Number.MAX_VALUE];
    const values = Array.from({ length: 3000 }, (_, i) => {
      if (i % 7 === 0) return special[(i / 7) % special.length] ?? 0;
      return i % 3 === 0 ? Math.round(10 * drawNormal(random)) : drawNormal(random) * 10 ** (i % 40) - 1;
    });
    expect([...ascendingOrder(Float64Array.from(values))]).toEqual(expectedOrder(values, 1));
    expect([...descendingOrder(Float64Array.from(values))]).toEqual(expectedOrder(values, -1));
  });
});
