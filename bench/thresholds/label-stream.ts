import { shuffle } from "../../lib/stats/draw.ts";
import { createRandom } from "../../lib/stats/random.ts";
import { adaptiveLevel, startLevel } from "../../lib/thresholds/adapt/adaptive-conformal.ts";
import { startGuard } from "../../lib/thresholds/adapt/guard-state.ts";
import { type GuardedVerdict, judge, observe } from "../../lib/thresholds/adapt/guarded-threshold.ts";
import { decide } from "../../lib/thresholds/adapt/moved-by-people.ts";
import { WindowQuantile } from "../../lib/thresholds/adapt/window-quantile.ts";
import { boundFalseAlarms } from "../../lib/thresholds/choose/false-alarm-bound.ts";
import type { ScoredModel } from "./kdd-scores.ts";

export const perDay = 2000;
export const verdictDelay = 200;
export const approvalDelay = 200;
const hosts = 200;
const historyDays = 7;
const eventMs = 86_400_000 / perDay;

export interface StreamInput {
  readonly model: ScoredModel;
  readonly labels: readonly number[];
  readonly target: number;
  readonly seed: number;
}

export interface StreamFigures {
  readonly achievedFpr: number;
  readonly recall: number;
  readonly audits: number;
  readonly requestsAsked: number;
  readonly pending: number;
}

/** What decides about one event after the other; `learn` is called once the event's verdict is due. */
interface Flagging {
  flag(row: number, i: number): boolean;
  learn(row: number, i: number): void;
}

/** The threshold that the held-out normal rows of training give: Neyman-Pearson at confidence 95 %. */
function firstThreshold({ model, target }: StreamInput): number {
  const negatives = Float64Array.from(model.heldOutNormal);
  const found = boundFalseAlarms({ negatives, alpha: target, delta: 0.05, origin: "heldOut" });
  if (!found.ok) throw new Error(found.reason);
  return found.threshold;
}

function run({ labels, seed }: StreamInput, { flag, learn }: Flagging): Pick<StreamFigures, "achievedFpr" | "recall"> {
  const order = shuffle(createRandom(`stream/${seed}`), [...labels.keys()]);
  const counts = { alarms: 0, hits: 0, attacks: 0 };
  for (const [i, row] of order.entries()) {
    const due = order[i - verdictDelay];
    if (due !== undefined) learn(due, i);
    const flagged = Number(flag(row, i));
    if (labels[row] === 1) {
      counts.attacks += 1;
      counts.hits += flagged;
    } else counts.alarms += flagged;
  }
  return { achievedFpr: counts.alarms / (labels.length - counts.attacks), recall: counts.hits / counts.attacks };
}

const nothing = { audits: 0, requestsAsked: 0, pending: 0 };

export function runFixed(input: StreamInput): StreamFigures {
  const threshold = firstThreshold(input);
  const flag = (row: number) => (input.model.test[row] ?? 0) >= threshold;
  return { ...run(input, { flag, learn: () => undefined }), ...nothing };
}

/** All labels: every normal row gets its verdict. The window, the level of ACI, or both together. */
export function runAllLabels(input: StreamInput, kind: "windowQuantile" | "aci" | "windowAndAci"): StreamFigures {
  const window = new WindowQuantile(kind === "aci" ? 20_000 : 1000);
  for (const margin of input.model.heldOutNormal.slice(0, kind === "aci" ? 13_000 : 1000)) window.add(margin);
  let threshold = firstThreshold(input);
  let level = startLevel(input.target);
  const flags = new Map<number, boolean>();
  const flag = (row: number) => {
    const flagged = (input.model.test[row] ?? 0) >= threshold;
    flags.set(row, flagged);
    return flagged;
  };
  const learn = (row: number, i: number) => {
    if (input.labels[row] === 1) return;
    if (kind !== "windowQuantile") level = adaptiveLevel(level, flags.get(row) ?? false);
    if (kind !== "aci") window.add(input.model.test[row] ?? 0);
    if (i % 10 === 0) threshold = window.threshold(kind === "windowQuantile" ? input.target : level.level);
  };
  return { ...run(input, { flag, learn }), ...nothing };
}

/** Half of its own alerts are judged, and audits; a week of held-out normal rows comes before, so that hosts are known. */
export function runGuarded(input: StreamInput, requests: "refused" | "approved"): StreamFigures {
  const { model, target, seed } = input;
  const startMs = 0;
  const settings = { target, capacityPerDay: perDay, usualPerDay: perDay, judgedShare: 0.5, seed };
  const state = startGuard({ settings, notify: firstThreshold(input), startMs, canaries: model.heldOutAttacks });
  const random = createRandom(`hosts/${seed}`);
  const charged = () => ({ origin: `host ${Math.floor(random.fraction() * hosts)}`, network: null });
  const history = historyDays * perDay + 1;
  for (let i = 0; i < history; i += 1) {
    const margin = model.heldOutNormal[i % model.heldOutNormal.length] ?? 0;
    observe(state, { offset: i, atMs: Math.floor(i * eventMs), margin, ...charged() });
  }
  const waiting = new Map<number, GuardedVerdict>();
  const asked = new Set<number>();
  let audits = 0;
  const flag = (row: number, i: number) => {
    const atMs = Math.floor((history + i) * eventMs);
    const event = { offset: history + i, atMs, margin: model.test[row] ?? 0, ...charged() };
    const { decision } = observe(state, event);
    for (const { id, openedMs } of [...state.requests]) {
      asked.add(id);
      if (requests === "refused" || atMs - openedMs < approvalDelay * eventMs) continue;
      decide(state, { id, approved: true, by: ["one", "another"], atMs });
    }
    if (decision.judge) {
      waiting.set(row, { ...event, ...decision, verdict: input.labels[row] === 1 ? "attack" : "benign" });
      if (!decision.alert) audits += 1;
    }
    return decision.alert;
  };
  const learn = (row: number, i: number) => {
    const verdict = waiting.get(row);
    if (verdict !== undefined) judge(state, verdict, Math.floor((history + i) * eventMs));
    waiting.delete(row);
  };
  const figures = run(input, { flag, learn });
  return { ...figures, audits, requestsAsked: asked.size, pending: state.requests.length };
}
