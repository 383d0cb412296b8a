import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../stats/random.ts";
import { adviseWish, type EvidenceWish } from "./advise-wish.ts";
import { alertRateAt, fitCapacity, shadowPriceAt, type Volume } from "./capacity-wish.ts";
import { type Evidence, type EvidenceRow, figuresAt, highestWithRecall, weighEvidence } from "./judged-evidence.ts";
import { boundMisses, boundWeightedMisses } from "./miss-bound.ts";

const notify = 3;

interface Event {
  readonly margin: number;
  readonly isAttack: boolean;
}

const normalDraw = (random: Random) => {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += random.fraction();
  return sum;
};

/** A stream whose truth is known: attacks on both sides of notify, hardly any normal event over it. */
function drawStream(random: Random, count: number): Event[] {
  return Array.from({ length: count }, () => {
    const isAttack = random.fraction() < 0.05;
    return { isAttack, margin: (isAttack ? 3 : 0) + 1.2 * normalDraw(random) };
  });
}

/** What people come to see of it: half of what is flagged, a tenth of what is close below, one in fifty of the rest. */
function judgeSome(random: Random, stream: readonly Event[], isFound = true): Evidence {
  const stratum = (kind: "flagged" | "spotChecks", chance: number, [from, to]: readonly [number, number]) => {
    const own = stream.filter(({ margin }) => margin >= from && margin < to);
    const rows = own.flatMap((event): EvidenceRow[] => (random.fraction() < chance ? [{ ...event, chance }] : []));
    return { kind, events: own.length, rows, from, to };
  };
  const checks = [
    stratum("spotChecks", 0.1, [notify - 1.5, notify]),
    stratum("spotChecks", 0.02, [Number.NEGATIVE_INFINITY, notify - 1.5]),
  ];
  const below = stream.filter(({ margin }) => margin < notify).length;
  return {
    strata: [stratum("flagged", 0.5, [notify, Number.POSITIVE_INFINITY]), ...(isFound ? checks : [])],
    unjudged: isFound ? 0 : below,
  };
}

const shareOver = (stream: readonly Event[], isAttack: boolean, threshold: number) => {
  const own = stream.filter((event) => event.isAttack === isAttack);
  return own.filter(({ margin }) => margin >= threshold).length / own.length;
};

function advise(evidence: Evidence, wish: EvidenceWish) {
  return adviseWish({ evidence, wish, current: notify, random: createRandom("advice") });
}

const thresholdOf = (advice: ReturnType<typeof advise>) => {
  if (!advice.ok) throw new Error(`Refused: ${JSON.stringify(advice.refusal)}.`);
  return advice.threshold;
};

describe("advice by verdicts on alerts and spot checks", () => {
  const random = createRandom("stream");
  const stream = drawStream(random, 40_000);
  const evidence = judgeSome(random, stream);

  it("says figures that hold the truth, weighted by the chance of being drawn", () => {
    for (const threshold of [1, 2, 3, 4]) {
      const { recall, falseAlarmRate } = figuresAt(evidence, threshold);
      if (recall?.kind !== "interval" || falseAlarmRate === null) throw new Error("No figures.");
      const truth = [shareOver(stream, true, threshold), shareOver(stream, false, threshold)] as const;
      expect(recall.interval.low).toBeLessThan(truth[0]);
      expect(recall.interval.high).toBeGreaterThan(truth[0]);
      expect(falseAlarmRate.interval.low).toBeLessThan(truth[1]);
      expect(falseAlarmRate.interval.high).toBeGreaterThan(truth[1]);
    }
  });

  it("is not misled by what alerts alone would say, as advice without weights is", () => {
    const plain = (rows: Evidence) => ({
      ...rows,
      strata: rows.strata.map((one) => ({
        ...one,
        events: one.rows.length,
        rows: one.rows.map((row) => ({ ...row, chance: 1 })),
      })),
    });
    const errors = { weighted: 0, unweighted: 0 };
    const seeds = 20;
    for (let seed = 0; seed < seeds; seed += 1) {
      const drawn = judgeSome(createRandom(`bias ${seed}`), stream);
      const wish = { kind: "recall", least: 0.8 } as const;
      errors.weighted += (shareOver(stream, true, thresholdOf(advise(drawn, wish))) - 0.8) / seeds;
      errors.unweighted += (shareOver(stream, true, thresholdOf(advise(plain(drawn), wish))) - 0.8) / seeds;
    }
    expect(Math.abs(errors.weighted)).toBeLessThan(0.03);
    // It takes recall among what was judged for recall: 80 % are promised, and far fewer are found.
    expect(errors.unweighted).toBeLessThan(-0.1);
  });

  it("keeps every bound on the verdicts it saw", () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 0, max: 9 }), (most, least, seed) => {
        const drawn = judgeSome(createRandom(`bounds ${seed}`), stream.slice(0, 12_000));
        const seen = (advice: ReturnType<typeof advise>) => (advice.ok ? figuresAt(drawn, advice.threshold) : null);
        const rateOf = (advice: ReturnType<typeof advise>) => seen(advice)?.falseAlarmRate?.estimate ?? 0;
        const recallAt = (advice: ReturnType<typeof advise>) => {
          const recall = seen(advice)?.recall;
          return recall?.kind === "interval" ? recall.estimate : (recall?.atLeast ?? 1);
        };
        expect(rateOf(advise(drawn, { kind: "falseAlarms", most }))).toBeLessThanOrEqual(most + 1e-12);
        expect(recallAt(advise(drawn, { kind: "recall", least }))).toBeGreaterThanOrEqual(least - 1e-12);
        const both = advise(drawn, { kind: "both", most, least });
        expect(rateOf(both)).toBeLessThanOrEqual(most + 1e-12);
        expect(recallAt(both)).toBeGreaterThanOrEqual(least - 1e-12);
        const misses = advise(drawn, { kind: "misses", most });
        const rows = weighEvidence(drawn);
        if (misses.ok) expect(misses.threshold).toBeLessThanOrEqual(highestWithRecall(rows, 1 - most) ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses both bounds where they cross, and says how far they are apart", () => {
    const advice = advise(evidence, { kind: "both", most: 0.001, least: 0.95 });
    if (advice.ok || advice.refusal.kind !== "boundsCross") throw new Error("Not refused.");
    const { asked, nearest, gap, falseAlarms } = advice.refusal;
    expect(gap).toBeCloseTo(asked - nearest, 12);
    const needed = highestWithRecall(weighEvidence(evidence), 0.95) ?? 0;
    expect(falseAlarms).toBeCloseTo(figuresAt(evidence, needed).falseAlarmRate?.estimate ?? 0, 12);
    expect(falseAlarms).toBeGreaterThan(0.001);
    expect(advise(evidence, { kind: "both", most: falseAlarms * 1.001, least: 0.94 }).ok).toBe(true);
  });

  it("keeps misses within a bound on average over streams, and says what is missing for a smaller one", () => {
    let missed = 0;
    const seeds = 40;
    for (let seed = 0; seed < seeds; seed += 1) {
      const drawn = judgeSome(createRandom(`misses ${seed}`), stream);
      missed += (1 - shareOver(stream, true, thresholdOf(advise(drawn, { kind: "misses", most: 0.2 })))) / seeds;
    }
    expect(missed).toBeLessThanOrEqual(0.2);
    expect(missed).toBeGreaterThan(0.1);
    expect(advise(evidence, { kind: "misses", most: 0.001 })).toMatchObject({ refusal: { kind: "fewAttacks" } });
  });

  it("without spot checks judges no recall, and for costs only looks upward", () => {
    const blind = judgeSome(random, stream, false);
    for (const wish of [
      { kind: "recall", least: 0.5 },
      { kind: "both", most: 0.5, least: 0.1 },
      { kind: "misses", most: 0.5 },
    ] as const) {
      expect(advise(blind, wish)).toEqual({ ok: false, refusal: { kind: "nothingBelow" } });
    }
    expect(figuresAt(blind, notify).recall).toBeNull();
    expect(thresholdOf(advise(blind, { kind: "falseAlarms", most: 0.001 }))).toBeGreaterThanOrEqual(notify);
    const up = advise(blind, { kind: "cost", falseAlarm: 10, miss: 1 });
    expect(up).toMatchObject({ ok: true, saving: { onlyUp: true } });
    expect(thresholdOf(up)).toBeGreaterThan(notify);
  });

  it("lowers notify for costs where spot checks show that misses are dear", () => {
    const advice = advise(evidence, { kind: "cost", falseAlarm: 1, miss: 100 });
    expect(thresholdOf(advice)).toBeLessThan(notify - 1);
    expect(advice).toMatchObject({ saving: { onlyUp: false } });
  });

  it("never advises to tell of nothing, and says a range that is no further than the scores", () => {
    // Normal events score as high as any attack: no threshold is free of them.
    const noisy = [...stream, ...Array.from({ length: 200 }, (_, i) => ({ margin: 8 + i / 100, isAttack: false }))];
    const judged = judgeSome(createRandom("noisy"), noisy);
    const dear = advise(judged, { kind: "cost", falseAlarm: 1000, miss: 1 });
    expect(dear).toMatchObject({ ok: false, refusal: { kind: "nothingPays" } });
    const most = Math.max(...noisy.map(({ margin }) => margin));
    for (const falseAlarm of [1, 10, 100, 1000]) {
      const advice = advise(judged, { kind: "cost", falseAlarm, miss: 100 });
      if (!advice.ok) continue;
      expect(advice.threshold).toBeLessThanOrEqual(most);
      expect(advice.range?.high ?? 0).toBeLessThanOrEqual(most);
    }
  });

  it("abstains with few verdicts, and with few audited attacks says only what is sure", () => {
    const tiny = judgeSome(random, stream.slice(0, 200));
    expect(advise(tiny, { kind: "recall", least: 0.8 })).toMatchObject({ refusal: { kind: "fewVerdicts" } });
    // Attacks all lie high: spot checks find none, and yet a bound on what they miss is sure.
    const clear = stream.filter(({ isAttack, margin }) => !isAttack || margin > 4);
    const drawn = judgeSome(createRandom("clear"), clear);
    const low = thresholdOf(advise(drawn, { kind: "recall", least: 0.3 }));
    expect(shareOver(clear, true, low)).toBeGreaterThanOrEqual(0.3);
    expect(advise(drawn, { kind: "recall", least: 0.99 })).toMatchObject({
      refusal: { kind: "fewAudits", attacks: 0 },
    });
  });
});

describe("a bound on misses of attacks drawn with known chances", () => {
  it("is the plain one where all were drawn alike", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 60 }),
        // No share of up to 61 attacks is as large as any of these: rounding decides nothing.
        fc.integer({ min: 10, max: 900 }),
        (values, step) => {
          const alpha = step / 997;
          const margins = Float64Array.from(values);
          const weights = new Float64Array(values.length).fill(1);
          const plain = boundMisses(margins, alpha);
          expect(boundWeightedMisses({ margins, weights, heaviest: 1 }, alpha)).toMatchObject(
            plain.ok ? { ok: true, threshold: plain.threshold } : { ok: false, needed: plain.needed },
          );
        },
      ),
    );
  });
});

describe("what people can handle", () => {
  const margins = fc.array(fc.integer({ min: -40, max: 80 }), { minLength: 60, maxLength: 400 });
  const volumeOf = (steps: readonly number[]): Volume => {
    const events = Float64Array.from(steps, (step) => step / 10).sort();
    // Every second event over notify is an alert of its own.
    const alerts = events.filter((margin, i) => margin >= notify && i % 2 === 0);
    return { alerts, alertDays: 3, events, eventDays: 3, current: notify };
  };

  it("is never passed by what is advised, and the next lower score would pass it", () => {
    fc.assert(
      fc.property(margins, fc.double({ min: 0.1, max: 60, noNaN: true }), (steps, alertsPerDay) => {
        const volume = volumeOf(steps);
        const advice = fitCapacity(volume, alertsPerDay);
        if (!advice.ok) {
          if (advice.kind === "infeasible") expect(advice.nearest).toBeGreaterThan(alertsPerDay);
          return;
        }
        const rateAt = (threshold: number) => alertRateAt(volume, threshold)?.alertsPerDay ?? 0;
        expect(rateAt(advice.threshold)).toBeLessThanOrEqual(alertsPerDay + 1e-9);
        const pool = advice.threshold >= notify ? volume.alerts : volume.events;
        const next = pool.findLast(
          (margin) => margin < advice.threshold && (margin >= notify || pool === volume.events),
        );
        if (next !== undefined) expect(rateAt(next)).toBeGreaterThan(alertsPerDay - 1e-9);
      }),
    );
  });

  it("has a price: what one more alert a day would find, which falls as the threshold does", () => {
    const random = createRandom("price");
    const stream = drawStream(random, 40_000);
    const evidence = judgeSome(random, stream);
    const events = Float64Array.from(stream, ({ margin }) => margin).sort();
    const volume = {
      alerts: events.filter((margin) => margin >= notify),
      alertDays: 10,
      events,
      eventDays: 10,
      current: notify,
    };
    const [high, low] = [shadowPriceAt(evidence, volume, 3), shadowPriceAt(evidence, volume, 1)];
    if (high === null || low === null) throw new Error("No price.");
    expect(high.attacksPerWeek).toBeGreaterThan(low.attacksPerWeek);
    const near = stream.filter(({ margin }) => margin < 3 && margin >= 2.7);
    const truth = (7 * near.filter(({ isAttack }) => isAttack).length) / near.length;
    expect(high.interval.low).toBeLessThan(truth);
    expect(high.interval.high).toBeGreaterThan(truth);
    expect(shadowPriceAt(evidence, volume, -14)).toBeNull();
  });
});
