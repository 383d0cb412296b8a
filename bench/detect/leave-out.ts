import { type LabelledTable, takeLabelledRows } from "../../lib/models/data/frame.ts";
import type { DetectorOptions } from "../../lib/models/detector/detector-options.ts";
import { fitDetector } from "../../lib/models/detector/fit-detector.ts";
import { scoreDetector } from "../../lib/models/detector/score-detector.ts";
import { bestPointWithin } from "../../lib/stats/metrics/operating-point.ts";
import { rocAuc } from "../../lib/stats/metrics/roc-auc.ts";
import { createRandom } from "../../lib/stats/random.ts";
import { splitsOfFolds } from "../../lib/stats/splits/split.ts";
import { stratifiedKFold } from "../../lib/stats/splits/stratified-k-fold.ts";

/** What was said of attacks that training had none of, beside normal rows that it had none of either. */
export interface LeftOut {
  readonly name: string;
  /** By attack type: its name, and the score and its parts for each of its rows. */
  readonly attacks: readonly (Scored & { readonly type: string })[];
  readonly normal: Scored;
  /** Normal rows of services of which training had no normal row. */
  readonly novel: Scored;
}

interface Scored {
  readonly scores: Float64Array;
  readonly parts: readonly Float64Array[];
}

/** Types of attacks that are left out together, dealt out so that each group has types of several families. */
const typeGroups = [
  ["neptune", "warezmaster", "imap", "perl", "phf"],
  ["satan", "back", "guess_passwd", "loadmodule"],
  ["ipsweep", "teardrop", "warezclient", "rootkit", "spy"],
  ["portsweep", "smurf", "ftp_write", "buffer_overflow"],
  ["nmap", "pod", "land", "multihop"],
];

/** Services whose normal rows are left out together with each group of attacks; http, more than half of all, is not. */
const serviceGroups = [
  ["smtp"],
  ["domain_u"],
  ["ftp_data", "telnet"],
  ["private", "eco_i", "ecr_i", "urp_i"],
  ["other", "ftp", "finger", "auth", "IRC", "ntp_u"],
];

/** Leaves the four families out in turn, and then the five groups of types. */
export function leaveOut(train: LabelledTable, options: DetectorOptions, log: (line: string) => void): LeftOut[] {
  const table = thin(train);
  const familyOf = (row: number) => table.family.categories[table.family.codes[row] ?? -1] ?? "";
  const typeOf = (row: number) => table.type.categories[table.type.codes[row] ?? -1] ?? "";
  const service = table.frame.columns.find(({ name }) => name === "service");
  const serviceOf = (row: number) =>
    service?.kind === "category" ? (service.categories[service.codes[row] ?? -1] ?? "") : "";
  const tasks = [
    ...["dos", "probe", "r2l", "u2r"].map((family) => ({
      name: family,
      isOut: (row: number) => familyOf(row) === family,
    })),
    ...typeGroups.map((types) => ({ name: types.join(", "), isOut: (row: number) => types.includes(typeOf(row)) })),
  ];
  return tasks.map((task, i) => {
    const rows = Int32Array.from(table.labels.keys());
    const services = serviceGroups[i % serviceGroups.length] ?? [];
    const isNovel = (row: number) => table.labels[row] === 0 && services.includes(serviceOf(row));
    const left = takeLabelledRows(table, rows.filter(task.isOut));
    const novel = takeLabelledRows(table, rows.filter(isNovel));
    const kept = takeLabelledRows(
      table,
      rows.filter((row) => !task.isOut(row) && !isNovel(row)),
    );
    const folds = stratifiedKFold(kept.type.codes, 5, createRandom("left out")).value;
    const split = splitsOfFolds(folds, 5)[i % 5] ?? { train: rows, test: rows };
    const { detector, heldOut } = fitDetector({ table: kept, split, options, seed: `left out ${i}` });
    const isNormal = (place: number) => kept.labels[split.test[place] ?? 0] === 0;
    const answer = scoreDetector(detector, left.frame);
    const found: LeftOut = {
      name: task.name,
      attacks: left.type.categories.flatMap((type, code) => {
        const own = pick(answer, (row) => left.type.codes[row] === code);
        return own.scores.length === 0 ? [] : [{ type, ...own }];
      }),
      normal: pick(heldOut, isNormal),
      novel: pick(scoreDetector(detector, novel.frame), () => true),
    };
    log(`without ${task.name}: ${describeLeftOut(found)}`);
    return found;
  });
}

function pick({ scores, parts }: Scored, wanted: (row: number) => boolean): Scored {
  return {
    scores: scores.filter((_, row) => wanted(row)),
    parts: parts.map((part) => part.filter((_, row) => wanted(row))),
  };
}

/** A third of the rows of common types, all of rare ones: nine trainings would take too long. */
function thin(table: LabelledTable): LabelledTable {
  const counts = new Map<number, number>();
  for (const code of table.type.codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const random = createRandom("thin");
  const rows = Int32Array.from(table.labels.keys()).filter(
    (row) => random.fraction() < Math.max(1 / 3, 1000 / (counts.get(table.type.codes[row] ?? -1) ?? 1)),
  );
  return takeLabelledRows(table, rows);
}

export type LeftOutFigures = Readonly<Record<"rocAuc" | "tprAtFpr1" | "tprAtFpr5", number>>;

/**
 * Means over attack types, each with the square root of its rows as weight: a type of 40,000 rows says more than one of
 * two, but not twenty thousand times as much. `novelShare`: how many of the normal rows judged by are of services that training had no
 * normal row of. `score` picks what is judged by: the score, or a mix of its parts.
 */
export function leftOutFigures(
  left: readonly LeftOut[],
  novelShare = 0,
  score: (scored: Scored) => Float64Array = ({ scores }) => scores,
): LeftOutFigures {
  const sums = { rocAuc: 0, tprAtFpr1: 0, tprAtFpr5: 0 };
  let weights = 0;
  for (const { attacks, normal, novel } of left) {
    const quiet = withNovel(score(normal), score(novel), novelShare);
    for (const attack of attacks) {
      const found = score(attack);
      const weight = Math.sqrt(found.length);
      const labels = new Uint8Array(quiet.length + found.length).fill(1, quiet.length);
      const scores = joinScores(quiet, found);
      sums.rocAuc += weight * rocAuc({ labels, scores }).value;
      sums.tprAtFpr1 += weight * bestPointWithin({ labels, scores }, 0.01).recall;
      sums.tprAtFpr5 += weight * bestPointWithin({ labels, scores }, 0.05).recall;
      weights += weight;
    }
  }
  return {
    rocAuc: sums.rocAuc / weights,
    tprAtFpr1: sums.tprAtFpr1 / weights,
    tprAtFpr5: sums.tprAtFpr5 / weights,
  };
}

function describeLeftOut(left: LeftOut): string {
  return Object.entries(leftOutFigures([left]))
    .map(([name, value]) => `${name} ${value.toFixed(3)}`)
    .join(", ");
}

/** Every so many of the novel rows that they make up the share. */
function withNovel(usual: Float64Array, novel: Float64Array, share: number): Float64Array {
  const wanted = Math.min(novel.length, Math.floor((usual.length * share) / (1 - share)));
  const taken = Float64Array.from({ length: wanted }, (_, i) => novel[Math.floor((i * novel.length) / wanted)] ?? 0);
  return joinScores(usual, taken);
}

function joinScores(first: Float64Array, second: Float64Array): Float64Array {
  const joined = new Float64Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
