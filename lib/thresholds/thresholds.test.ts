import { describe, expect, it } from "vitest";
import { firstPolicy, type Policy } from "./policy.ts";
import { Thresholds } from "./thresholds.ts";

const neymanPearson: Policy = {
  ...firstPolicy,
  version: 2,
  notify: { method: "neymanPearson", alpha: 0.01, delta: 0.05, untilThen: 9 },
};

describe("bands", () => {
  it("begin at their threshold, and approve and auto never lie below notify", () => {
    const thresholds = new Thresholds({ ...firstPolicy, notify: { method: "fixed", margin: 5 }, approve: 7, auto: 9 });
    expect([4.99, 5, 6.99, 7, 9, Number.NaN].map((margin) => thresholds.bandOf(margin))).toEqual([0, 1, 1, 2, 3, 0]);
    expect(() => new Thresholds({ ...firstPolicy, approve: 1 })).toThrow("approve lies below notify");
  });
});

describe("activate", () => {
  it("moves notify once and says from where to where", () => {
    const thresholds = new Thresholds(firstPolicy);
    const next: Policy = { ...firstPolicy, version: 2, notify: { method: "fixed", margin: 6 } };
    expect(thresholds.activate(next)).toMatchObject({
      newMargin: 6,
      cause: "policy",
      policyVersion: 2,
      estimated: false,
    });
    expect(thresholds.activate(next)).toBeNull();
    expect(thresholds.thresholdVersion).toBe(2);
  });
});

describe("Neyman-Pearson", () => {
  it("that cannot be computed leaves the policy before it whole", () => {
    const thresholds = new Thresholds(firstPolicy);
    const rule = { method: "neymanPearson", alpha: Number.MIN_VALUE, delta: 0.05, untilThen: 5 } as const;
    expect(() => thresholds.activate({ ...firstPolicy, version: 2, notify: rule })).toThrow(RangeError);
    expect([thresholds.policy, thresholds.thresholdVersion, thresholds.notify]).toEqual([
      new Thresholds(firstPolicy).policy,
      1,
      new Thresholds(firstPolicy).notify,
    ]);
  });

  it("says what is missing instead of guessing", () => {
    const thresholds = new Thresholds(neymanPearson);
    for (let i = 0; i < 298; i += 1) thresholds.window.add(i / 100);
    expect(thresholds.closeBlock()).toBeNull();
    expect(thresholds.notify).toBe(9);
    expect(thresholds.note).toBe("not enough data yet: 298 of 299");
  });

  it("takes the next double above the order statistic, and calls it estimated", () => {
    const thresholds = new Thresholds(neymanPearson);
    for (let i = 0; i < 500; i += 1) thresholds.window.add((i * 7) % 500);
    const move = thresholds.closeBlock();
    expect(move).toMatchObject({ oldMargin: 9, cause: "neyman-pearson", estimated: true });
    // np_umbrella_k: n=500, alpha=0.01, delta=0.05 -> the 499th, which is 498.
    expect(move?.newMargin).toBeGreaterThan(498);
    expect(move?.newMargin).toBeLessThan(498 + 1e-9);
    expect(thresholds.bandOf(498)).toBe(0);
    expect(move?.inputsDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("keeps the false-alarm share in nearly all of many samples", () => {
    let violations = 0;
    let seed = 1;
    const uniform = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 4_294_967_296;
    };
    for (let sample = 0; sample < 500; sample += 1) {
      const thresholds = new Thresholds(neymanPearson);
      for (let i = 0; i < 1000; i += 1) thresholds.window.add(uniform());
      thresholds.closeBlock();
      if (1 - thresholds.notify > 0.01) violations += 1;
    }
    expect(violations / 500).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 500));
  });
});
