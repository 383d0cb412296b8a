import { describe, expect, it } from "vitest";
import { confirmationFor, type TrialFindings, warnOfTrial } from "./trial-warnings.ts";

const alerts = (n: number) => ({ informational: 0, low: 0, medium: n, high: 0, critical: 0 });
const same = (n: number, of: number) => ({ before: n, after: n, of });

/** A model that does as well as the one in force, on a day of which much is known. */
const calm: TrialFindings = {
  tried: { id: 7, number: 3, name: "Third" },
  inForce: { id: 4, number: 2, name: "Second" },
  events: { tried: 90_000, from: 0, to: 1, blocks: 22, ofBlocks: 22 },
  alerts: { before: alerts(20), after: alerts(24) },
  verdicts: { truePositive: same(11, 12), falsePositive: same(5, 30), lost: 0, lostAlerts: [] },
  knownAttacks: {
    campaigns: same(16, 18),
    events: same(2_000, 3_000),
    falseAlarmRate: { before: 0.01, after: 0.01 },
    atOnePercent: { before: 0.8, after: 0.85, withoutModel: 0.4 },
  },
  isMute: false,
  hasThreshold: true,
};
const kindsOf = (found: TrialFindings) => warnOfTrial(found).map(({ kind }) => kind);
const confirmationOf = (found: TrialFindings) => confirmationFor(found.tried, warnOfTrial(found));
const { knownAttacks, verdicts } = calm;

describe("what a trial warns of", () => {
  it("is nothing where nothing is lost", () => {
    expect(warnOfTrial(calm)).toEqual([]);
    expect(confirmationOf(calm)).toBeNull();
  });

  const losing: readonly (readonly [string, Partial<TrialFindings>, RegExp])[] = [
    ["mute", { isMute: true }, /knows nothing/],
    [
      "random",
      { knownAttacks: { ...knownAttacks, atOnePercent: { before: 0.8, after: 0.31, withoutModel: 0.4 } } },
      /31 % .* 40 %/,
    ],
    ["losesAttacks", { knownAttacks: { ...knownAttacks, campaigns: { before: 16, after: 15, of: 18 } } }, /15 of 18/],
    ["losesAttacks", { knownAttacks: { ...knownAttacks, events: { before: 900, after: 449, of: 3_000 } } }, /449 of/],
    [
      "losesAttacks",
      { knownAttacks: { ...knownAttacks, atOnePercent: { before: 0.8, after: 0.69, withoutModel: 0.4 } } },
      /69 % .* in force finds 80 %/,
    ],
    [
      "losesTruePositives",
      { verdicts: { ...verdicts, truePositive: { before: 11, after: 10, of: 12 }, lost: 1 } },
      /^1 alert that people called true/,
    ],
  ];
  it.each(losing)("is %s, and then the name has to be typed", (kind, change, words) => {
    const [warning, ...others] = warnOfTrial({ ...calm, ...change });
    expect([warning?.kind, warning?.isSerious, others]).toEqual([kind, true, []]);
    expect(warning?.text).toMatch(words);
    expect(confirmationOf({ ...calm, ...change })).toBe("Third");
  });

  it("is a working day with many more or far fewer alerts, for which nothing has to be typed", () => {
    const flood = { ...calm, alerts: { before: alerts(20), after: alerts(66) } };
    const silence = { ...calm, alerts: { before: alerts(20), after: alerts(4) } };
    expect([kindsOf(flood), kindsOf(silence)]).toEqual([["flood"], ["silence"]]);
    expect([confirmationOf(flood), confirmationOf(silence)]).toEqual([null, null]);
    expect(kindsOf({ ...calm, alerts: { before: alerts(0), after: alerts(5) } })).toEqual([]);
  });

  it("says what cannot be known, none of it serious", () => {
    const none = { ...calm.events, tried: 0 };
    const unjudged = { truePositive: same(0, 0), falsePositive: same(0, 0), lost: 0, lostAlerts: [] };
    const warnings = warnOfTrial({ ...calm, events: none, verdicts: unjudged, hasThreshold: false });
    expect(warnings.map(({ kind, isSerious }) => [kind, isSerious])).toEqual([
      ["noThreshold", false],
      ["fewEvents", false],
      ["noVerdicts", false],
    ]);
  });

  it("of the detectors alone asks for no name: going back to them must never wait", () => {
    const back = {
      ...calm,
      tried: null,
      knownAttacks: { ...knownAttacks, campaigns: { before: 16, after: 3, of: 18 } },
    };
    expect(kindsOf(back)).toEqual(["losesAttacks"]);
    expect(confirmationOf(back)).toBeNull();
  });
});
