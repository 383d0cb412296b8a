import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ComparedAlert, compareAlerts } from "./similarity.ts";

const names = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { maxLength: 3 });
const anyAlert: fc.Arbitrary<ComparedAlert> = fc.record({
  findingKey: fc.constantFrom("one", "two"),
  detectors: names,
  techniques: names,
  entities: names.map((list) => list.map((name) => ({ kind: "user", name }))),
  contributions: fc.array(
    fc.record({ detector: fc.constantFrom("a", "b", "c"), value: fc.double({ min: 0, max: 20, noNaN: true }) }),
    { maxLength: 1 },
  ),
});
const base: ComparedAlert = {
  findingKey: "failure-burst|10.0.0.1|",
  detectors: ["failure-burst", "source-baseline"],
  techniques: ["T1110"],
  entities: [
    { kind: "user", name: "root" },
    { kind: "address", name: "10.0.0.1" },
  ],
  contributions: [
    { detector: "failure-burst", value: 9 },
    { detector: "source-baseline", value: 3 },
  ],
};

describe("compareAlerts", () => {
  it("is between 0 and 1, the same from both sides, and 1 for equals", () => {
    fc.assert(
      fc.property(anyAlert, anyAlert, (left, right) => {
        const { similarity } = compareAlerts(left, right);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1 + 1e-12);
        expect(compareAlerts(right, left).similarity).toBeCloseTo(similarity, 12);
      }),
    );
    expect(compareAlerts(base, base).similarity).toBeCloseTo(1, 12);
  });

  it("falls with everything that differs, and says what is shared", () => {
    const otherUser = {
      ...base,
      findingKey: "x",
      entities: [{ kind: "user", name: "eve" }, ...base.entities.slice(1)],
    };
    const otherTechnique = { ...otherUser, techniques: ["T1078"] };
    const otherLead = { ...otherTechnique, detectors: ["beacon", "source-baseline"] };
    const nothing = { ...otherLead, entities: [], contributions: [{ detector: "beacon", value: 4 }] };
    const found = [base, otherUser, otherTechnique, otherLead, nothing].map((other) => compareAlerts(base, other));
    const values = found.map(({ similarity }) => similarity);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(new Set(values).size).toBe(5);
    expect(found[0]?.shared).toEqual(["same finding", "technique T1110", "same user root", "same address 10.0.0.1"]);
    expect(found[1]?.shared).toEqual(["same detector", "technique T1110", "same address 10.0.0.1"]);
    expect(found[4]).toEqual({ similarity: 0, shared: [] });
  });

  it("does not count what neither has", () => {
    const bare = { ...base, techniques: [] };
    expect(compareAlerts(bare, { ...bare, findingKey: "x" }).similarity).toBeCloseTo(1, 12);
  });
});
