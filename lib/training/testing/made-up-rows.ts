import { eventFamilies } from "../../event/classes.ts";
import { feature, featureCount } from "../../features/feature-table.ts";
import { drawNormal } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { RowCollector, type TrainingRows } from "../training-rows.ts";

const startMs = Date.UTC(2026, 0, 5, 8);
const minuteMs = 60_000;

export interface MadeUp {
  readonly seed: string;
  readonly rows: number;
  /** Hours after the start at which they begin. */
  readonly afterHours?: number;
  readonly families?: readonly string[];
}

/**
 * Labelled vectors in which attacks have more failures and send more, without playing any history: one row a minute,
 * each tenth an attack, five rows to a campaign. Each normal row stands for four events.
 */
export function madeUpRows({ seed, rows, afterHours = 0, families = ["guessing", "theft"] }: MadeUp): TrainingRows {
  const random = createRandom(seed);
  const into = new RowCollector();
  for (let row = 0; row < rows; row += 1) {
    const isAttack = row % 10 === 3;
    const family = families[Math.floor(row / 50) % families.length] ?? null;
    const vectors = new Float32Array(featureCount).fill(Number.NaN);
    vectors[feature.family] = Math.floor(random.fraction() * eventFamilies.length);
    vectors[feature.sourceFailures1h] = Math.abs(drawNormal(random)) + (isAttack && family === families[0] ? 3 : 0);
    vectors[feature.bytesOutLn] = 6 + drawNormal(random) + (isAttack && family !== families[0] ? 3 : 0);
    vectors[feature.sourceCount10m] = Math.abs(drawNormal(random));
    vectors[feature.userAgeLn] = row / rows;
    into.add({
      vectors,
      at: 0,
      base: drawNormal(random) + (isAttack ? 1 : 0),
      time: startMs + afterHours * 60 * minuteMs + row * minuteMs,
      weight: isAttack ? 1 : 4,
      group: isAttack ? `${seed} campaign ${Math.floor(row / 50)}` : `${seed} origin ${row % 40}`,
      family: isAttack ? family : null,
      isAttack,
    });
  }
  return into.build();
}
