import { setImmediate as nextTurn } from "node:timers/promises";
import type { ModelTrial } from "../../../lib/contracts/model-trial.ts";
import { PolicyReplay, type ReplayOptions, type ReplayStretch } from "../../../lib/pipeline/policy-replay.ts";
import { ReplayResponses } from "../../../lib/pipeline/replay-responses.ts";
import { recordedThresholds } from "../../../lib/pipeline/replayed-thresholds.ts";
import { blockLength } from "../../../lib/pipeline/score-block-layout.ts";
import { scoreOfMargin } from "../../../lib/stats/margin.ts";
import type { App } from "../../http/app.ts";
import { allAlertsOf } from "../../policies/preview/consequences-of.ts";
import { readBlockPlaces } from "../../policies/preview/read-block-places.ts";
import { createPastJudge } from "../past-judge.ts";
import { type FlaggedByOne, listFlagged } from "./list-flagged.ts";
import type { PolicyInForce } from "./read-in-force.ts";
import { type Contenders, type RejudgedStretch, rejudge } from "./rejudge.ts";
import { pickBlocks, readSample } from "./sample-stretches.ts";
import { createStoredVectors } from "./stored-vectors.ts";

export type TriedEvents = Pick<ModelTrial, "events" | "alerts" | "moved" | "newlyFlagged" | "noLongerFlagged">;

const dayMs = 86_400_000;
/** Longer than anybody waits before a decision: what was not tried by then is left out, and the answer says how much was. */
const longestMs = 20_000;
/** A difference of scores that people would see. */
const movedBy = 10;

/** Counts what differs, event by event, beside what each replay tallies. */
class Differences {
  events = 0;
  moved = 0;
  readonly newly = new Map<string, FlaggedByOne>();
  readonly noLonger = new Map<string, FlaggedByOne>();
  readonly flagged = { before: new Set<number>(), after: new Set<number>() };

  compare({ before, after }: RejudgedStretch): void {
    for (let row = before.from; row < before.to; row += 1) {
      const [was = Number.NaN, is = Number.NaN] = [before.columns.margin[row], after.columns.margin[row]];
      if (Number.isNaN(was) || Number.isNaN(is)) continue;
      this.events += 1;
      if (Math.abs(scoreOfMargin(is) - scoreOfMargin(was)) > movedBy) this.moved += 1;
      const event = before.first + row;
      const [by, instead] = [this.flagged.after.has(event), this.flagged.before.has(event)];
      if (by === instead) continue;
      const origin = `${before.columns.originHigh[row]} ${before.columns.originLow[row]}`;
      keepWorst(by ? this.newly : this.noLonger, { event, origin, before: was, after: is });
    }
    this.flagged.before.clear();
    this.flagged.after.clear();
  }
}

/** Of each origin the event that was, or would be, reported with the highest score. */
function keepWorst(into: Map<string, FlaggedByOne>, found: FlaggedByOne): void {
  const known = into.get(found.origin);
  const height = ({ before, after }: FlaggedByOne) => Math.max(before, after);
  if (known === undefined || height(found) > height(known)) into.set(found.origin, found);
}

/** What both would have said of the events of the last day, at the thresholds in force now. */
export async function tryOnEvents(
  app: App,
  stream: number,
  { contenders, inForce }: { readonly contenders: Contenders; readonly inForce: PolicyInForce },
): Promise<TriedEvents> {
  const { policy, notify } = inForce;
  const nowMs = app.now().getTime();
  const fromMs = nowMs - dayMs;
  const sample = await pickBlocks(app.pool, stream, fromMs);
  const [past, sources] = await Promise.all([
    createPastJudge(app.pool, stream),
    app.db.source.findMany({ where: { stream }, select: { id: true, name: true } }),
  ]);
  const sourceNames = new Map(sources.map(({ id, name }) => [id, name]));
  const placesOf = await readBlockPlaces(app.pool, { stream, sourceNames }, [policy]);
  const differences = new Differences();
  const replayOf = (flagged: Set<number>) => {
    const thresholds = recordedThresholds(policy, [{ offset: 0, notify }]);
    const options: ReplayOptions = {
      policy,
      thresholds,
      places: placesOf(policy),
      fromMs,
      toMs: Number.POSITIVE_INFINITY,
      responses: new ReplayResponses([]),
      onFlagged: (offset) => void flagged.add(offset),
    };
    return new PolicyReplay(options);
  };
  const [before, after] = [replayOf(differences.flagged.before), replayOf(differences.flagged.after)];
  const span = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  const startedMs = performance.now();
  let blocks = 0;
  const rejudging = { ...contenders, past, vectors: createStoredVectors(app.pool, stream) };
  for await (const stretch of readSample(app.pool, stream, sample)) {
    const rejudged = await rejudge(stretch, rejudging);
    before.replay(rejudged.before);
    after.replay(rejudged.after);
    differences.compare(rejudged);
    widen(span, stretch);
    await nextTurn();
    blocks += stretch.to === blockLength ? 1 : 0;
    if (performance.now() - startedMs > longestMs) break;
  }
  const tried = differences.events;
  return {
    events: {
      tried,
      from: tried === 0 ? null : Math.max(fromMs, span.from),
      to: tried === 0 ? null : span.to,
      blocks,
      ofBlocks: sample.of,
    },
    alerts: { before: allAlertsOf(before.tally), after: allAlertsOf(after.tally) },
    moved: tried === 0 ? null : differences.moved / tried,
    newlyFlagged: await listFlagged(app.db, stream, differences.newly.values()),
    noLongerFlagged: await listFlagged(app.db, stream, differences.noLonger.values()),
  };
}

function widen(span: { from: number; to: number }, { columns, from, to, receivedMs }: ReplayStretch): void {
  const first = columns.detail?.received[from] ?? receivedMs;
  const last = columns.detail?.received[to - 1] ?? receivedMs;
  if (first < span.from) span.from = first;
  if (last > span.to) span.to = last;
}
