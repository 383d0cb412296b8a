import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { smallestTail } from "../stats/margin.ts";
import { fitDetectors, heldOutBlends, type WeightedRow } from "./fit-references.ts";
import { FlaggedVoices } from "./flagged-voices.ts";
import type { Judge } from "./judge.ts";
import { rowPlaces, Stratum } from "./reference-sample.ts";
import { blendPriorScale, type ReferenceSet } from "./reference-set.ts";
import { fitTailReference, type TailReference } from "./tail-reference.ts";

const leastRows = 200;
const blendOptions = { knots: 4096, smallestTail, defaultScale: blendPriorScale / 2 };

/** What is noted of an event beside what the judge found. One object may serve all events. */
export interface JudgedEvent {
  family: number;
  offset: number;
  originHigh: number;
  originLow: number;
  notify: number;
  flagged: boolean;
}

/**
 * Gathers what is taken as normal between two rebuilds and makes the next references of it. The tail is sampled apart
 * from the body, as one event in a hundred decides where alerts begin.
 *
 * Leaving flagged events out would cut the tail a little at every rebuild and so lower the bar for ever (ALGORITHMS
 * 2.3, reading ii), and a reference that has become stale could never heal. So each origin that was flagged keeps one
 * voice: its mildest flagged event. A flood from a few origins cannot bring in more than that.
 */
export class ReferenceBuilder {
  private readonly body = new Stratum(1);
  private readonly tail = new Stratum(2);
  private readonly flagged = new FlaggedVoices();
  private split = Number.POSITIVE_INFINITY;
  private readonly row = new Float32Array(rowPlaces.width);

  /** Adds the event that the judge has just judged. Flagged by a stated prior: it is what the prior is for, left out. */
  add(judge: Judge, event: JudgedEvent): void {
    if (judge.floor >= event.notify) return;
    this.row.set(judge.outputs);
    this.row[rowPlaces.stated] = judge.stated;
    this.row[rowPlaces.family] = event.family;
    this.row[rowPlaces.blend] = judge.blend;
    if (event.flagged) this.flagged.add(this.row, event.originHigh, event.originLow);
    else if (judge.blend >= this.split) this.tail.add(this.row, event.offset);
    else this.body.add(this.row, event.offset);
  }

  /** The next references, frozen until the next call, and an empty sample. Null: nothing was seen. */
  rebuild(judge: Judge, version: number): ReferenceSet | null {
    const rows = this.weightedRows();
    if (rows.length < leastRows) return null;
    const blends = heldOutBlends(judge, rows);
    const total = rows.reduce((sum, { weight }) => sum + weight, 0);
    // Who has seen n events cannot vouch for anything rarer than one in n.
    const options = { ...blendOptions, smallestTail: Math.max(smallestTail, 1 / total) };
    const blend = fitTailReference(
      blends,
      Float64Array.from(rows, ({ weight }) => weight),
      options,
    );
    this.split = quantile99(blend);
    this.body.clear();
    this.tail.clear();
    this.flagged.clear();
    return { version, detectors: fitDetectors(rows), blend };
  }

  private weightedRows(): WeightedRow[] {
    const rows: WeightedRow[] = [];
    for (const stratum of [this.body, this.tail]) {
      for (let i = 0; i < stratum.size; i += 1) rows.push({ row: stratum.row(i), weight: stratum.weight });
    }
    for (let i = 0; i < this.flagged.size; i += 1) rows.push({ row: this.flagged.row(i), weight: 1 });
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

/** The blend that one event in a hundred reaches: margin ln(99). */
function quantile99(blend: TailReference): number {
  const index = blend.marginAt.findIndex((margin) => margin >= Math.log(99));
  return blend.values[index < 0 ? blend.values.length - 1 : index] ?? Number.POSITIVE_INFINITY;
}
