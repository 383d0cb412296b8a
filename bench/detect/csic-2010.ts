import { type LabelledTable, takeLabelledRows } from "../../lib/models/data/frame.ts";
import { csicRequests, readCsic2010 } from "../../lib/models/data/readers/csic-2010.ts";
import type { RequestParts } from "../../lib/models/data/readers/request-features.ts";
import { fitRequestProfile, profileColumns } from "../../lib/models/data/request-profile.ts";
import { type DetectorOptions, familiarDetector } from "../../lib/models/detector/detector-options.ts";
import { createRandom } from "../../lib/stats/random.ts";
import { type Split, splitsOfFolds } from "../../lib/stats/splits/split.ts";
import { stratifiedKFold } from "../../lib/stats/splits/stratified-k-fold.ts";
import type { BenchmarkContext, Metrics } from "../support/benchmark.ts";
import { judgeFold } from "./cross-validate.ts";
import { describe, type Figures, summarise } from "./figures.ts";
import { copiesOf, groupedSplits } from "./grouped-folds.ts";
import { readGzip } from "./read-gzip.ts";

const folds = 5;

/** Fewer and smaller trees than for traffic: what is far from normal stands in the profile's columns already. */
const options: DetectorOptions = {
  ...familiarDetector,
  members: [{ kind: "boosting", name: "boosting", options: { rounds: 60 } }],
};

/**
 * By two protocols: requests that are equal in method and in all that is taken from them in one fold, which hides whole
 * pages from training; and stratified folds, which test on requests that were trained on.
 */
export function measureCsic2010({ requireData, log }: BenchmarkContext): Metrics[] {
  const read = (name: string) => readGzip(requireData(`csic2010-http/${name}.txt.gz`), "latin1");
  const [normal, anomalous] = [read("normal"), read("anomalous")];
  const table = readCsic2010(normal, anomalous);
  const requests = csicRequests(normal, anomalous);
  const groups = copiesOf(table.frame);
  const stratified = (labels: Uint8Array) =>
    splitsOfFolds(stratifiedKFold(Int32Array.from(labels), folds, createRandom("CSIC 2010")).value, folds);
  const protocols = [
    { name: "copies kept together", split: (rows: Int32Array) => groupedSplits(takeNumbers(groups, rows), folds) },
    {
      name: "stratified",
      split: (rows: Int32Array) => stratified(Uint8Array.from(rows, (row) => table.labels[row] ?? 0)),
    },
  ];
  return protocols.map(({ name, split }) => {
    const all = Int32Array.from(table.labels.keys());
    const runs = split(all).map((outer, fold): Figures => {
      const inner = split(outer.train);
      const { train, test } = withProfiles({ table, requests }, outer, inner);
      const figures = judgeFold(train, inner[0] ?? outer, test, { seed: `CSIC 2010 ${fold}`, leastRows: 50, options });
      log(`CSIC 2010, ${name}, fold ${fold + 1}: ${describe(figures)}`);
      return figures;
    });
    const protocol = `5 folds, ${name}; means and deviations over folds`;
    return { name: "CSIC 2010", protocol, seeds: folds, ...summarise(runs) };
  });
}

function takeNumbers(numbers: Int32Array, rows: Int32Array): Int32Array {
  return rows.map((row) => numbers[row] ?? 0);
}

interface Requests {
  readonly table: LabelledTable;
  readonly requests: readonly RequestParts[];
}

/**
 * Adds how far each request is from normal ones of training. Rows of training are compared with normal requests of other
 * inner folds alone: compared with themselves nothing would be new, and the learner would trust that.
 */
function withProfiles(
  { table, requests }: Requests,
  outer: Split,
  inner: readonly Split[],
): { train: LabelledTable; test: LabelledTable } {
  const train = takeLabelledRows(table, outer.train);
  const own = requestsAt(requests, outer.train);
  const profiles = inner.map(({ train: rows, test: judged }) => ({
    judged,
    columns: profileColumns(fitRequestProfile(normalOf(own, train.labels, rows)), requestsAt(own, judged)),
  }));
  const columns = (profiles[0]?.columns ?? []).map((column, i) => {
    const values = new Float64Array(own.length);
    for (const { judged, columns: part } of profiles) {
      for (const [k, row] of judged.entries()) values[row] = part[i]?.values[k] ?? Number.NaN;
    }
    return { ...column, values };
  });
  const test = takeLabelledRows(table, outer.test);
  const whole = fitRequestProfile(normalOf(own, train.labels, Int32Array.from(own.keys())));
  const tested = profileColumns(whole, requestsAt(requests, outer.test));
  return {
    train: { ...train, frame: { ...train.frame, columns: [...train.frame.columns, ...columns] } },
    test: { ...test, frame: { ...test.frame, columns: [...test.frame.columns, ...tested] } },
  };
}

function requestsAt(requests: readonly RequestParts[], rows: Int32Array): RequestParts[] {
  return [...rows].flatMap((row) => requests[row] ?? []);
}

function normalOf(requests: readonly RequestParts[], labels: Uint8Array, rows: Int32Array): RequestParts[] {
  return requestsAt(
    requests,
    rows.filter((row) => labels[row] === 0),
  );
}
