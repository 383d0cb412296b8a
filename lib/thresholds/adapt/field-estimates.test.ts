import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../stats/random.ts";
import {
  type FieldCounts,
  fieldFalseAlarmRate,
  fieldPrecision,
  fieldRecall,
  type JudgedStratum,
} from "./field-estimates.ts";

interface Week {
  readonly counts: FieldCounts;
  readonly recall: number;
  readonly unweighted: number;
}

function judgeSome(random: Random, events: number, attacks: number, chance: number): JudgedStratum {
  let judged = 0;
  let found = 0;
  for (let i = 0; i < events; i += 1) {
    if (random.fraction() >= chance) continue;
    judged += 1;
    if (i < attacks) found += 1;
  }
  return { events, judged, attacks: found };
}

/** A week of alerts, half of them judged, and of audits: near the threshold one in ten, further off one in 125. */
function drawWeek(random: Random, perDay: number, attackShare: number): Week {
  const events = 7 * perDay;
  let attacks = 0;
  for (let i = 0; i < events; i += 1) if (random.fraction() < attackShare) attacks += 1;
  const part = (count: number, share: number) => Math.round(count * share * (0.8 + 0.4 * random.fraction()));
  const near = part(attacks, 0.15);
  const far = part(attacks, 0.1);
  const found = attacks - near - far;
  const alerts = judgeSome(random, found + Math.round(0.01 * events), found, 0.5);
  const audits = [
    judgeSome(random, near + Math.round(0.1 * events), near, 0.1),
    judgeSome(random, far + Math.round(0.89 * events), far, 0.008),
  ];
  const seen = audits.reduce((sum, stratum) => sum + stratum.attacks, 0);
  const unweighted = alerts.attacks / (alerts.attacks + seen);
  return { counts: { alerts, audits }, recall: found / attacks, unweighted };
}

describe("recall in the field", () => {
  it.each([
    [2000, 0.01],
    [2000, 0.05],
    [20_000, 0.01],
  ])("of %d events a day, a share %d of them attacks, is covered in 93 weeks of 100", (perDay, attackShare) => {
    const random = createRandom(`weeks ${perDay} ${attackShare}`);
    const weeks = perDay > 2000 ? 100 : 334;
    let covered = 0;
    let bias = 0;
    let weighted = 0;
    let intervals = 0;
    for (let week = 0; week < weeks; week += 1) {
      const { counts, recall, unweighted } = drawWeek(random, perDay, attackShare);
      const estimate = fieldRecall(counts);
      bias += (unweighted - recall) / weeks;
      if (estimate.kind === "notEnoughAudits") {
        expect(estimate.misses).toBeLessThan(20);
        if (estimate.atLeast <= recall) covered += 1;
        continue;
      }
      intervals += 1;
      weighted += estimate.estimate - recall;
      if (estimate.interval.low <= recall && recall <= estimate.interval.high) covered += 1;
    }
    expect(covered / weeks).toBeGreaterThanOrEqual(0.93);
    expect(bias).toBeGreaterThan(0.1); // the plain share of found ones looks far better than the truth
    if (intervals > weeks / 2) expect(Math.abs(weighted / intervals)).toBeLessThan(0.03);
  });

  it("says nothing that was not judged", () => {
    const none = { events: 50, judged: 0, attacks: 0 };
    const counts = { alerts: none, audits: [none] };
    expect(fieldRecall(counts)).toEqual({ kind: "notEnoughAudits", atLeast: 0, misses: 0 });
    expect(fieldPrecision(counts)).toBeNull();
    expect(fieldFalseAlarmRate(counts)).toBeNull();
  });

  it("gives precision and the false-alarm rate with their ranges", () => {
    const alerts = { events: 100, judged: 50, attacks: 40 };
    const counts = { alerts, audits: [{ events: 1900, judged: 190, attacks: 0 }] };
    expect(fieldPrecision(counts)?.estimate).toBe(0.8);
    const rate = fieldFalseAlarmRate(counts);
    expect(rate?.estimate).toBeCloseTo(20 / 1920, 9);
    expect(rate?.interval.low).toBeLessThan(20 / 1920);
    expect(rate?.interval.high).toBeGreaterThan(20 / 1920);
  });
});
