import { writeFileSync } from "node:fs";
import { createProgress } from "./replay/show-progress.ts";
import { parseArguments, usage } from "./train/parse-arguments.ts";
import { trainModel } from "./train/train-model.ts";

/** `npm run train -- --data NAME`: a model and its card from a labelled data set, a file, or generated history. */
function main(): void {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const given = parseArguments(args);
  const progress = createProgress(process.stdout, given.json);
  let lastStep = "";
  const startedMs = performance.now();
  const seconds = () => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  const onStep = (share: number, step: string) => {
    if (step !== lastStep) progress.line(`${seconds().padStart(7)}  ${step}`);
    lastStep = step;
    progress.update(share, step);
  };
  const { artefact, card, figures, said } = trainModel(given, process.env.TIDELINE_DATA || "../shared/data", {
    onStep,
  });
  progress.clear();
  writeFileSync(given.out, artefact);
  writeFileSync(`${given.out}.json`, `${JSON.stringify(card, null, 2)}\n`);
  if (given.json) {
    process.stdout.write(`${JSON.stringify(Object.fromEntries(figures))}\n`);
    return;
  }
  for (const [name, value] of figures) progress.line(`${name.padEnd(42)} ${value === null ? "-" : value.toFixed(4)}`);
  progress.line(said);
  progress.line(`${given.out} (${Math.round(artefact.length / 1000)} kB) and ${given.out}.json, in ${seconds()}`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
