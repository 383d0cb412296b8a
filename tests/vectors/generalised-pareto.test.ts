import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fitGeneralisedPareto, generalisedParetoLogLikelihood } from "../../lib/stats/generalised-pareto.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "gpd_fit.json";
const shape = z.record(z.string(), z.object({ excesses: z.array(z.number()), loglik: z.number() }));

describe.skipIf(!hasVectors(file))(file, () => {
  it("reaches the golden likelihood", () => {
    for (const { excesses, loglik } of Object.values(shape.parse(readVectors(file)))) {
      const likelihood = generalisedParetoLogLikelihood(excesses, fitGeneralisedPareto(excesses));
      expect(Math.abs(likelihood - loglik)).toBeLessThan(1e-3);
    }
  });
});
