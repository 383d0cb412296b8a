import { drawExponential, drawLognormal } from "../stats/draw.ts";
import { createRandom } from "../stats/random.ts";
import { ordinaryLife } from "./activities/ordinary-life.ts";
import { beginStory, type CampaignPlan, defaultCampaignPlan, scheduleCampaigns } from "./campaigns.ts";
import { createContainment, type Foothold } from "./containment.ts";
import { busyMoment } from "./hour-of-week.ts";
import { createIdentifiers } from "./identifiers.ts";
import type { Organisation } from "./organisation-types.ts";
import type { Stage } from "./stage.ts";
import { createTimeQueue } from "./time-queue.ts";
import type { Arrival, GroundTruth, NativeFormat, NativeRecord, Render } from "./traffic-types.ts";

export interface TrafficOptions {
  readonly seed: string | number;
  readonly organisation: Organisation;
  /** ms since 1970 UTC. */
  readonly startTime: number;
  /** Records a second of ordinary life on a working day at ten; less at night, stories come on top. */
  readonly rate: number;
  /**
   * Added to the time before the hour of the week is looked up, so that a demonstration started at night shows a
   * working day. The times in the records are not touched by it.
   */
  readonly hourOffsetMs?: number;
  /** When attacks begin; null for none. */
  readonly campaigns?: CampaignPlan | null;
}

export interface Traffic {
  /** The records before `untilTime` that were not returned yet, in time order. */
  next(untilTime: number): NativeRecord[];
  /** What defenders hold now, instead of what they held before: attackers who go through it get no further. */
  contain(measures: readonly Foothold[]): void;
  /** Begins a story at this time, beside those that come by themselves. */
  begin(story: string, time: number): void;
}

type Due =
  | {
      readonly kind: "record";
      readonly format: NativeFormat;
      readonly render: Render;
      readonly truth: GroundTruth;
      readonly footholds: readonly Foothold[];
    }
  | { readonly kind: "happening"; happen(time: number): void };

const nobody: GroundTruth = { campaign: null, step: null };

/** How much entities differ in how often they do a thing: the standard deviation of the logarithm. */
const entitySigma = 0.45;

/**
 * The life of an organisation as the records of its products. The same options give the same bytes, however the calls
 * of `next` cut the time: all chance is drawn while one queue is emptied in time order.
 */
export function createTraffic(options: TrafficOptions): Traffic {
  const { organisation, startTime } = options;
  const random = createRandom(options.seed).fork("traffic");
  const identifiers = createIdentifiers(random.fork("identifiers"), startTime);
  const queue = createTimeQueue<Due>();
  const network = createContainment();
  let asked = 0;
  const stage: Stage = {
    random,
    at: (time, happen) => queue.push(time, { kind: "happening", happen }),
    isStopped: network.stops,
    sceneAt: (time, own, truth, footholds = []) => ({
      time,
      random: own,
      organisation,
      identifiers,
      emit: (delayMs, format, render) =>
        queue.push(time + Math.round(delayMs), { kind: "record", format, render, truth, footholds }),
    }),
  };
  startOrdinaryLife(stage, options);
  if (options.campaigns !== null) scheduleCampaigns(stage, startTime, options.campaigns ?? defaultCampaignPlan);
  return {
    next(untilTime) {
      const records: NativeRecord[] = [];
      for (let due = queue.popBefore(untilTime); due !== null; due = queue.popBefore(untilTime)) {
        const { time, item } = due;
        if (item.kind === "happening") item.happen(time);
        else if (!network.stops(item.footholds))
          records.push({ format: item.format, record: item.render(time, identifiers), time, truth: item.truth });
      }
      return records;
    },
    contain: network.contain,
    begin(story, time) {
      asked += 1;
      const name = `${story}-asked-${asked}`;
      stage.at(time, (now) => beginStory(stage, story, { name, time: now }));
    },
  };
}

function startOrdinaryLife(stage: Stage, options: TrafficOptions): void {
  const arrivals = ordinaryLife.flatMap((activity) => activity(options.organisation));
  const scale = options.rate / ratePerSecond(arrivals);
  for (const arrival of arrivals) startArrival(stage, arrival, scale, options);
}

/** What the arrivals make together at a busy hour, before scaling. */
function ratePerSecond(arrivals: readonly Arrival[]): number {
  return (
    arrivals.reduce((sum, arrival) => sum + arrival.perHour * arrival.recordsEach * arrival.shape(busyMoment), 0) / 3600
  );
}

/**
 * An inhomogeneous Poisson process by thinning (Lewis and Shedler 1979): candidates come at the full rate, and each is
 * kept with the probability that the shape gives for its moment.
 */
function startArrival(stage: Stage, arrival: Arrival, scale: number, options: TrafficOptions): void {
  const random = stage.random.fork(arrival.name);
  const factor = drawLognormal(random, Math.exp(-(entitySigma ** 2) / 2), entitySigma);
  const meanGapMs = 3_600_000 / (arrival.perHour * scale * factor);
  const offsetMs = options.hourOffsetMs ?? 0;
  const candidate = (time: number): void => {
    stage.at(Math.ceil(time + drawExponential(random, meanGapMs)), candidate);
    if (random.fraction() < arrival.shape(time + offsetMs)) arrival.happen(stage.sceneAt(time, random, nobody));
  };
  stage.at(Math.ceil(options.startTime + drawExponential(random, meanGapMs)), candidate);
}
