import { describe, expect, it } from "vitest";
import { z } from "zod";
import { neymanPearsonRank } from "../../lib/stats/neyman-pearson.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "np_umbrella_k.json";

describe.skipIf(!hasVectors(file))(file, () => {
  it("equals the golden order statistics", () => {
    const expected = z.record(z.string(), z.number().nullable()).parse(readVectors(file));
    const found = Object.fromEntries(
      Object.keys(expected).map((key) => {
        const [n = 0, alpha = 0, delta = 0] = key.split(",").map((part) => Number(part.split("=")[1]));
        return [key, neymanPearsonRank(n, alpha, delta)];
      }),
    );
    expect(found).toEqual(expected);
  });
});
