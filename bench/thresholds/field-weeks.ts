import { quantile } from "../../lib/stats/quantile.ts";
import { createRandom, type Random } from "../../lib/stats/random.ts";
import { fieldRecall, type JudgedStratum } from "../../lib/thresholds/adapt/field-estimates.ts";

const weeks = 1000;
const judgedShare = 0.5;
const recallOfAll = 0.7;
/** About 1.4 % of what passes is audited; and ten times that, where the answer need not abstain. */
const audits = [
  { near: 0.05, far: 0.01 },
  { near: 0.5, far: 0.1 },
];
const settings = audits.flatMap((chances) => [
  { eventsPerDay: 2000, attackShare: 0.01, chances },
  { eventsPerDay: 2000, attackShare: 0.05, chances },
  { eventsPerDay: 20_000, attackShare: 0.01, chances },
]);

function drawCount(random: Random, trials: number, chance: number): number {
  let count = 0;
  for (let i = 0; i < trials; i += 1) if (random.fraction() < chance) count += 1;
  return count;
}

function judge(random: Random, attacks: number, normal: number, chance: number): JudgedStratum {
  const found = drawCount(random, attacks, chance);
  return { events: attacks + normal, judged: found + drawCount(random, normal, chance), attacks: found };
}

/** A thousand weeks of each setting: how often the range holds the true recall, and how wide it is. */
export function simulateWeeks(log: (line: string) => void) {
  return settings.map((setting) => {
    const random = createRandom(`weeks/${setting.eventsPerDay}/${setting.attackShare}`);
    const widths: number[] = [];
    const seen = { covered: 0, abstained: 0, unweighted: 0, weighted: 0 };
    for (let week = 0; week < weeks; week += 1) {
      const events = 7 * setting.eventsPerDay;
      const attacks = drawCount(random, events, setting.attackShare);
      const found = drawCount(random, attacks, recallOfAll);
      const near = drawCount(random, attacks - found, 0.6);
      const normal = events - attacks;
      const alerts = judge(random, found, Math.round(0.01 * normal), judgedShare);
      const strata = [
        judge(random, near, Math.round(0.1 * normal), setting.chances.near),
        judge(random, attacks - found - near, Math.round(0.89 * normal), setting.chances.far),
      ];
      const recall = found / attacks;
      const audited = strata.reduce((sum, stratum) => sum + stratum.attacks, 0);
      seen.unweighted += (alerts.attacks / (alerts.attacks + audited) - recall) / weeks;
      const estimate = fieldRecall({ alerts, audits: strata });
      if (estimate.kind === "interval") {
        const { low, high } = estimate.interval;
        widths.push(high - low);
        seen.weighted += estimate.estimate - recall;
        if (low <= recall && recall <= high) seen.covered += 1;
      } else {
        seen.abstained += 1;
        widths.push(1 - estimate.atLeast);
        if (estimate.atLeast <= recall) seen.covered += 1;
      }
    }
    const given = weeks - seen.abstained;
    const row = {
      ...setting,
      weeks,
      coverage: seen.covered / weeks,
      abstainedShare: seen.abstained / weeks,
      medianWidth: quantile(Float64Array.from(widths), 0.5),
      unweightedBias: seen.unweighted,
      weightedBias: given === 0 ? null : seen.weighted / given,
    };
    log(
      `${setting.eventsPerDay} events a day, ${100 * setting.attackShare} % attacks, audits ${setting.chances.near} and ${setting.chances.far}: covered ${(100 * row.coverage).toFixed(1)} %, abstained ${(100 * row.abstainedShare).toFixed(1)} %, median width ${row.medianWidth.toFixed(3)}, bias without weights ${row.unweightedBias.toFixed(3)}`,
    );
    return row;
  });
}
