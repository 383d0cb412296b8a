import { eventFamilies } from "../event/classes.ts";
import { feature, featureCount } from "../features/feature-table.ts";
import type { Champion } from "../models/champion/champion.ts";
import { distinctValues } from "../stats/distinct-values.ts";
import type { Random } from "../stats/random.ts";
import { weightedQuantile } from "../stats/weighted-quantile.ts";
import type { JudgedRows } from "./stack-champion.ts";
import type { TrainingRows } from "./training-rows.ts";

/** As many as a served champion's reference keeps apart: more would change nothing but the size of the file. */
const knots = 4096;

/** Log-odds of normal events that no part of the model has seen, equal ones together, ascending. */
export function normalLogOdds({ labels, weights }: JudgedRows, logOdds: Float64Array): Champion["normal"] {
  const isNormal = (_: number, row: number) => labels[row] === 0;
  const { values, masses } = distinctValues(logOdds.filter(isNormal), weights.filter(isNormal), knots);
  return { logOdds: values, weights: masses };
}

/** Weighted median of each feature among normal rows, by family of events; NaN where a family never has it. */
export function usualValues(rows: TrainingRows): Float64Array {
  const usual = new Float64Array(eventFamilies.length * featureCount).fill(Number.NaN);
  for (const [family] of eventFamilies.entries()) {
    const places = normalPlaces(rows).filter((place) => rows.vectors[place * featureCount + feature.family] === family);
    for (let column = 0; column < featureCount; column += 1) {
      const known = places.filter((place) => !Number.isNaN(rows.vectors[place * featureCount + column]));
      if (known.length === 0) continue;
      usual[family * featureCount + column] = weightedQuantile(
        Float64Array.from(known, (place) => rows.vectors[place * featureCount + column] ?? 0),
        Float64Array.from(known, (place) => rows.weights[place] ?? 0),
        0.5,
      );
    }
  }
  return usual;
}

const backgroundRows = 100;

/** Vectors of a hundred normal events, one after the other, each event as likely (systematic sampling). */
export function drawBackground(rows: TrainingRows, random: Random): Float64Array {
  const places = normalPlaces(rows);
  const total = places.reduce((sum, place) => sum + (rows.weights[place] ?? 0), 0);
  const count = Math.min(backgroundRows, places.length);
  const step = total / count;
  const drawn: number[] = [];
  let next = random.fraction() * step;
  let carried = 0;
  for (const place of places) {
    carried += rows.weights[place] ?? 0;
    while (carried > next && drawn.length < count) {
      drawn.push(place);
      next += step;
    }
  }
  const background = new Float64Array(drawn.length * featureCount);
  for (const [i, place] of drawn.entries()) {
    background.set(rows.vectors.subarray(place * featureCount, (place + 1) * featureCount), i * featureCount);
  }
  return background;
}

function normalPlaces({ rows, labels }: TrainingRows): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row).filter((row) => labels[row] === 0);
}
