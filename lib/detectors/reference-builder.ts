import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { smallestTail, tailOfMargin } from "../stats/margin.ts";
import { learntCount } from "./detector-table.ts";
import { familyCount } from "./half-space-forest.ts";
import type { Judge } from "./judge.ts";
import { MildestFlagged, rowPlaces, Stratum } from "./reference-sample.ts";
import { blendPriorScale, priorReferences, priorScale, type ReferenceSet } from "./reference-set.ts";
import { fitTailReference, type TailReference } from "./tail-reference.ts";

const leastRows = 200;
const detectorOptions = { knots: 512, smallestTail: 1e-9, defaultScale: priorScale / 2 };
const blendOptions = { knots: 4096, smallestTail, defaultScale: blendPriorScale / 2 };

interface WeightedRow {
  readonly row: Float32Array;
  readonly weight: number;
}

/**
 * Gathers what is taken as normal between two rebuilds and makes the next references of it. The tail is sampled apart
 * from the body, as one event in a hundred decides where alerts begin.
 *
 * Leaving flagged events out would cut the tail a little at every rebuild and so lower the bar for ever (ALGORITHMS
 * 2.3, reading ii). So as many flagged events as `notify` predicts among normal ones stay in, the mildest first; a flood
 * of attacks cannot bring in more than that.
 */
export class ReferenceBuilder {
  private readonly body = new Stratum(1);
  private readonly tail = new Stratum(2);
  private readonly flagged = new MildestFlagged();
  private split = Number.POSITIVE_INFINITY;
  private readonly row = new Float32Array(rowPlaces.width);

  /** Adds the event that the judge has just judged. Flagged by a stated prior: it is what the prior is for, left out. */
  add(judge: Judge, family: number, offset: number, notify: number, flagged: boolean): void {
    if (judge.floor >= notify) return;
    this.row.set(judge.outputs);
    this.row[rowPlaces.stated] = judge.stated;
    this.row[rowPlaces.family] = family;
    this.row[rowPlaces.blend] = judge.blend;
    if (flagged) this.flagged.add(this.row);
    else if (judge.blend >= this.split) this.tail.add(this.row, offset);
    else this.body.add(this.row, offset);
  }

  /** The next references, frozen until the next call, and an empty sample. Null: nothing was seen. */
  rebuild(judge: Judge, version: number, notify: number): ReferenceSet | null {
    const rows = this.weightedRows(notify);
    if (rows.length < leastRows) return null;
    const detectors = Array.from({ length: learntCount * familyCount }, (_, i) =>
      fitDetector(rows, Math.floor(i / familyCount), i % familyCount),
    );
    const ranked = { version, detectors, blend: priorReferences.blend };
    const blends = Float64Array.from(rows, ({ row }) => blendAgain(judge, row, ranked));
    const blend = fitTailReference(
      blends,
      Float64Array.from(rows, ({ weight }) => weight),
      blendOptions,
    );
    this.split = quantile99(blend);
    this.body.clear();
    this.tail.clear();
    this.flagged.clear();
    return { version, detectors, blend };
  }

  private weightedRows(notify: number): WeightedRow[] {
    const rows: WeightedRow[] = [];
    for (const stratum of [this.body, this.tail]) {
      for (let i = 0; i < stratum.size; i += 1) rows.push({ row: stratum.row(i), weight: stratum.weight });
    }
    const expected = Math.round((this.body.seen + this.tail.seen) * tailOfMargin(notify));
    for (const row of this.flagged.sorted().slice(0, expected)) rows.push({ row, weight: 1 });
    return rows;
  }

  save(writer: StateWriter): void {
    writer.numbers(this.split);
    this.body.save(writer);
    this.tail.save(writer);
    this.flagged.save(writer);
  }

  restore(reader: StateReader): void {
    const [split = Number.POSITIVE_INFINITY] = reader.numbers(1);
    this.split = split;
    this.body.restore(reader);
    this.tail.restore(reader);
    this.flagged.restore(reader);
  }
}

function fitDetector(rows: readonly WeightedRow[], learnt: number, family: number): TailReference | null {
  const mine = rows.filter(({ row }) => row[rowPlaces.family] === family && !Number.isNaN(row[learnt] ?? Number.NaN));
  if (mine.length < leastRows) return null;
  const outputs = Float64Array.from(mine, ({ row }) => row[learnt] ?? 0);
  return fitTailReference(
    outputs,
    Float64Array.from(mine, ({ weight }) => weight),
    detectorOptions,
  );
}

function blendAgain(judge: Judge, row: Float32Array, references: ReferenceSet): number {
  judge.outputs.set(row.subarray(0, learntCount));
  judge.stated = row[rowPlaces.stated] ?? 0;
  judge.blendOutputs(row[rowPlaces.family] ?? 0, references);
  return judge.blend;
}

/** The blend that one event in a hundred reaches: margin ln(99). */
function quantile99(blend: TailReference): number {
  const index = blend.marginAt.findIndex((margin) => margin >= Math.log(99));
  return blend.values[index < 0 ? blend.values.length - 1 : index] ?? Number.POSITIVE_INFINITY;
}
