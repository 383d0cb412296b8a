import { parseArgs } from "node:util";
import { type TrainingOptions, trainingOptionsSchema } from "../../lib/contracts/models.ts";

export interface TrainArguments {
  /** `demo`, the name of a labelled data set, or a path. */
  readonly data: string;
  /** Column that says what a row is; of a path only. */
  readonly label: string | null;
  /** What the column says of normal rows. */
  readonly normal: string;
  readonly out: string;
  readonly json: boolean;
  readonly options: TrainingOptions;
}

const knownSets = ["demo", "nsl-kdd", "unsw-nb15", "csic-2010"] as const;

export const usage = `npm run train -- --data NAME|PATH [--label COLUMN [--normal VALUE]] [--out FILE] [options] [--json]

  --data           ${knownSets.join(", ")} (those but demo from TIDELINE_DATA), or a CSV or NDJSON file
  --label          column of the file that says what a row is
  --normal         what that column says of normal rows (default: 0, normal, benign, false)
  --out            where the model goes (default: NAME.tideline); its card goes beside it, with .json at the end
  --rounds         trees (default 60)         --depth          of each tree, at most (default 6)
  --learning-rate  0.01-0.5 (default 0.1)     --seed           (default 1)
  --history        0.1-1: how much of the generated history of demo is played (default 1)
  --imbalance      classWeights, overSampling, underSampling, smote or none
  --json           print the figures as one line of JSON at the end`;

const flag = { type: "string" } as const;

/** Reads the command line; throws a sentence about the first thing that is wrong. */
export function parseArguments(args: readonly string[]): TrainArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: flag,
      label: flag,
      normal: flag,
      out: flag,
      rounds: flag,
      depth: flag,
      "learning-rate": flag,
      imbalance: flag,
      history: flag,
      seed: flag,
      json: { type: "boolean", default: false },
    },
  });
  const { data, label = null } = values;
  if (data === undefined) throw new Error("Say what to learn from: --data NAME or --data PATH.");
  const isKnown = knownSets.some((name) => name === data);
  if (isKnown && label !== null) throw new Error(`--label belongs to a file; ${data} says itself what its rows are.`);
  if (!isKnown && label === null) throw new Error("--label COLUMN must say which column of the file is the answer.");
  const name = isKnown ? data : (data.split(/[\\/]/).at(-1)?.replace(/\..*$/, "") ?? "model");
  return {
    data,
    label,
    normal: values.normal ?? "",
    out: values.out ?? `${name}.tideline`,
    json: values.json,
    options: optionsOf(values),
  };
}

function optionsOf(values: Readonly<Record<string, string | boolean | undefined>>): TrainingOptions {
  const numberOf = (name: string) => (values[name] === undefined ? undefined : Number(values[name]));
  const parsed = trainingOptionsSchema.safeParse({
    rounds: numberOf("rounds"),
    mostDepth: numberOf("depth"),
    learningRate: numberOf("learning-rate"),
    imbalance: values.imbalance,
    historyShare: numberOf("history"),
    seed: numberOf("seed"),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`The option ${issue?.path.join(".")} cannot be used: ${issue?.message}.`);
}
