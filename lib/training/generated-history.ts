import type { EventColumns } from "../event/columns.ts";
import { type ColumnsBuilder, createColumnsBuilder } from "../event/columns-builder.ts";
import { createNormaliser, type Normaliser } from "../normalise/normalise.ts";
import { createOrganisation } from "../simulation/organisation.ts";
import type { Story } from "../simulation/stories/story.ts";
import { createTraffic } from "../simulation/traffic.ts";
import type { GroundTruth, NativeRecord } from "../simulation/traffic-types.ts";
import { shuffle } from "../stats/draw.ts";
import { createRandom } from "../stats/random.ts";

/** A stretch of an organisation's life with attacks in it, of which we know which record belongs to which. */
export interface HistoryPlan {
  /** Decides the organisation and all that happens; two plans with different seeds share nothing but the generator. */
  readonly seed: string;
  readonly people: number;
  /** ms since 1970 UTC. */
  readonly startTime: number;
  readonly hours: number;
  /** Records a second of ordinary life on a working day at ten. */
  readonly rate: number;
  /** Attacks begin so far apart on average, from the start on, ms. */
  readonly meanGapMs: number;
  readonly stories: readonly Story[];
}

/** Events as scoring reads them, with what is known about each. */
export interface LabelledBatch {
  readonly columns: EventColumns;
  readonly truths: readonly GroundTruth[];
  /** Share of the history that is over, 0-1. */
  readonly share: number;
}

const defaultBatchRows = 4096;
const sliceMs = 60_000;
const receivedAfterMs = 50;

/**
 * Plays the plan and reads its records by the same code as ingest does, batch by batch: columns are valid until the next
 * batch is asked for. The same plan gives the same bytes. About 60 µs a record.
 */
export function* playHistory(plan: HistoryPlan, batchRows = defaultBatchRows): Generator<LabelledBatch> {
  const random = createRandom(plan.seed).fork("history");
  const { startTime } = plan;
  const endTime = startTime + plan.hours * 3_600_000;
  const traffic = createTraffic({
    seed: plan.seed,
    organisation: createOrganisation(plan.seed, plan.people),
    startTime,
    rate: plan.rate,
    campaigns: {
      firstAfterMs: Math.round(random.fraction() * plan.meanGapMs),
      introductionGapMs: plan.meanGapMs,
      meanGapMs: plan.meanGapMs,
      // In an order of its own for each history, or a kind of attack would belong to an hour.
      stories: shuffle(random, plan.stories),
    },
  });
  const reader = createReader(startTime, batchRows);
  for (let time = startTime + sliceMs; ; time += sliceMs) {
    const untilTime = Math.min(time, endTime);
    for (const record of traffic.next(untilTime)) {
      reader.add(record);
      if (reader.isFull()) yield reader.take((record.time - startTime) / (endTime - startTime));
    }
    if (untilTime === endTime) break;
  }
  if (reader.hasRows()) yield reader.take(1);
}

function createReader(referenceTime: number, batchRows: number) {
  const normaliser: Normaliser = createNormaliser({ format: "auto", zone: () => 0, referenceTime });
  const builder: ColumnsBuilder = createColumnsBuilder(batchRows);
  const encoder = new TextEncoder();
  let truths: GroundTruth[] = [];
  let isTaken = false;
  return {
    isFull: () => truths.length === batchRows,
    hasRows: () => truths.length > 0,
    add({ record, time, truth }: NativeRecord): void {
      if (isTaken) builder.reset();
      isTaken = false;
      const bytes = encoder.encode(record);
      const result = normaliser.normalise(bytes, 0, bytes.length);
      if (!result.ok) throw new Error(`A generated record was refused: ${result.reason}`);
      const { event, format } = result;
      const received = time + receivedAfterMs;
      builder.add(event, { received, source: 1, replay: "", rawOffset: 0, rawLength: bytes.length, format });
      truths.push(truth);
    },
    take(share: number): LabelledBatch {
      const batch = { columns: builder.build(), truths, share };
      truths = [];
      isTaken = true;
      return batch;
    },
  };
}
