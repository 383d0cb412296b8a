import type { StreamName } from "../../../lib/contracts/common.ts";
import type { ModelTrial } from "../../../lib/contracts/model-trial.ts";
import { ServedChampion } from "../../../lib/detectors/served-champion.ts";
import { readChampion } from "../../../lib/models/champion/read-champion.ts";
import { countKnownAttacks, findKnownAttacks } from "../../../lib/training/known-attacks.ts";
import { confirmationFor, losesSomething, warnOfTrial } from "../../../lib/training/trial-warnings.ts";
import { readingFrom } from "../../db/in-transaction.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { readModel } from "../lock-models.ts";
import { artefactOf } from "../read-artefact.ts";
import { knownAttacksOnce } from "./known-attacks-once.ts";
import { notifyIn, type PolicyInForce, readPolicyInForce } from "./read-in-force.ts";
import type { Contenders } from "./rejudge.ts";
import { type TriedEvents, tryOnEvents } from "./try-on-events.ts";
import { tryOnVerdicts } from "./try-on-verdicts.ts";

export interface TrialTask {
  readonly stream: StreamName;
  /** Null: the detectors without a trained model. */
  readonly tried: number | null;
  readonly inForce: number | null;
}

interface LoadedModel {
  readonly served: ServedChampion | null;
  readonly named: ModelTrial["tried"];
}

async function load(app: App, id: number | null): Promise<LoadedModel> {
  if (id === null) return { served: null, named: null };
  const run = readingFrom(app.pool);
  const { number, name } = await readModel(run, id);
  const reading = readChampion(await artefactOf(run, id));
  if (!reading.ok) throw new AppError("unprocessable", { detail: reading.reason });
  return { served: new ServedChampion(reading.champion), named: { id, number, name } };
}

const none = { informational: 0, low: 0, medium: 0, high: 0, critical: 0 };
const noEvents: TriedEvents = {
  events: { tried: 0, from: null, to: null, blocks: 0, ofBlocks: 0 },
  alerts: { before: none, after: none },
  moved: null,
  newlyFlagged: [],
  noLongerFlagged: [],
};
const noVerdicts: ModelTrial["verdicts"] = {
  truePositive: { of: 0, before: 0, after: 0 },
  falsePositive: { of: 0, before: 0, after: 0 },
  lost: 0,
  lostAlerts: [],
};

async function tryKnownAttacks({ before, after }: Contenders, notify: number) {
  const attacks = await knownAttacksOnce();
  const [found, alone] = [
    { before: findKnownAttacks(attacks, before, notify), after: findKnownAttacks(attacks, after, notify) },
    findKnownAttacks(attacks, null, notify),
  ];
  const of = countKnownAttacks(attacks);
  const both = (key: "campaigns" | "events") => ({ of: of[key], before: found.before[key], after: found.after[key] });
  const knownAttacks = {
    campaigns: both("campaigns"),
    events: both("events"),
    falseAlarmRate: { before: found.before.falseAlarmRate, after: found.after.falseAlarmRate },
    atOnePercent: {
      before: found.before.atOnePercent,
      after: found.after.atOnePercent,
      withoutModel: alone.atOnePercent,
    },
  };
  return { knownAttacks, isMute: found.after.isMute };
}

/**
 * What the model would have done: to the events of the last day at the thresholds in force, to alerts that people have judged, to
 * attacks of the generator. Scores with the code that serves, changes nothing. A second to twenty. AppError `unprocessable`:
 * this version cannot score with the model.
 */
export async function tryModel(app: App, { stream, tried, inForce }: TrialTask): Promise<ModelTrial> {
  const startedMs = performance.now();
  const [after, before] = await Promise.all([load(app, tried), load(app, inForce)]);
  const contenders: Contenders = { before: before.served, after: after.served };
  const policy = await readPolicyInForce(app.db, streamNumbers[stream]);
  const notify = policy === null ? Number.POSITIVE_INFINITY : notifyIn(policy, null);
  const { knownAttacks, isMute } = await tryKnownAttacks(contenders, notify);
  const { events, verdicts } = await tryOnStored(app, streamNumbers[stream], contenders, policy);
  const told = { tried: after.named, inForce: before.named, ...events, verdicts, knownAttacks };
  const warnings = warnOfTrial({ ...told, isMute, hasThreshold: Number.isFinite(notify) });
  return {
    stream,
    ...told,
    at: app.now().toISOString(),
    tookMs: performance.now() - startedMs,
    warnings,
    confirmation: confirmationFor(after.named, warnings),
    // Generated traffic: what is tried out there takes effect at once.
    needsSecond: stream !== "demo" && losesSomething(warnings),
  };
}

async function tryOnStored(app: App, stream: number, contenders: Contenders, inForce: PolicyInForce | null) {
  if (inForce === null) return { events: noEvents, verdicts: noVerdicts };
  const events = await tryOnEvents(app, stream, { contenders, inForce });
  const verdicts = await tryOnVerdicts(app.pool, stream, { contenders, inForce });
  return { events, verdicts };
}
