import { setImmediate as nextTurn } from "node:timers/promises";
import type { PolicyPreview, PolicyPreviewQuery, PreviewedNotify } from "../../../lib/contracts/policy-preview.ts";
import { KeptAlerts } from "../../../lib/pipeline/known-alerts.ts";
import { LivedBands } from "../../../lib/pipeline/lived-bands.ts";
import { leastMargin, marginStep } from "../../../lib/pipeline/margin-histogram.ts";
import { endsBlock, PolicyReplay } from "../../../lib/pipeline/policy-replay.ts";
import { ReplayResponses } from "../../../lib/pipeline/replay-responses.ts";
import { recordedThresholds, simulatedThresholds } from "../../../lib/pipeline/replayed-thresholds.ts";
import type { Policy, PolicyBody } from "../../../lib/thresholds/policy.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { checkPolicy } from "../check-policy.ts";
import { zonesOf } from "../zones-of.ts";
import { consequencesOf } from "./consequences-of.ts";
import { readAskedPlaybooks } from "./read-asked-playbooks.ts";
import { movesOfLiveRule, type PreviewBasis, readBasis, readEntityNames } from "./read-basis.ts";
import { readBlockPlaces } from "./read-block-places.ts";
import { type JudgedAlerts, knownOutcome, readJudgedAlerts } from "./read-known-alerts.ts";
import { readStretches } from "./read-stretches.ts";
import { type AskedPlaybooks, responsesOf, targetsAskedFor } from "./responses-of.ts";

const dayMs = 86_400_000;
const mostDays = 31;
/** Longer than anybody waits for a preview. */
const longestMs = 20_000;

interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

function periodOf({ from, to }: PolicyPreviewQuery, nowMs: number): Period {
  const toMs = to === undefined ? nowMs : Date.parse(to);
  const fromMs = from === undefined ? toMs - dayMs : Date.parse(from);
  const path = "query.from";
  if (fromMs >= toMs) {
    throw new AppError("invalid_request", { fields: [{ path, message: "The period ends before it begins." }] });
  }
  if (toMs - fromMs > mostDays * dayMs) {
    const message = `At most ${mostDays} days are gone through at once.`;
    throw new AppError("invalid_request", { fields: [{ path, message }] });
  }
  return { fromMs, toMs };
}

interface Passes {
  readonly replays: readonly PolicyReplay[];
  readonly lived: LivedBands;
  readonly references: ReadonlySet<number>;
}

/** Goes through the period once, under both policies, and counts events whose findings are not known in full. */
async function goThrough(
  app: App,
  query: Parameters<typeof readStretches>[1],
  { replays, lived, references }: Passes,
): Promise<number> {
  const startedMs = performance.now();
  let coarse = 0;
  for await (const stretch of readStretches(app.pool, query)) {
    const before = replays[0]?.events ?? 0;
    for (const replay of replays) replay.replay(stretch);
    lived.replay(stretch);
    const end = stretch.first + stretch.to;
    if (endsBlock(end - 1)) for (const replay of replays) replay.closeBlock(references.has(end));
    if (stretch.isCoarse) coarse += (replays[0]?.events ?? 0) - before;
    // Unpacked blocks would follow one another without a pause, and requests would wait meanwhile.
    await nextTurn();
    if (performance.now() - startedMs > longestMs) {
      throw new AppError("unprocessable", { detail: "The period holds too many events: choose a shorter one." });
    }
  }
  return coarse;
}

/** How notify is known under a draft: what verdicts would have done to a guard that never was, nobody knows. */
function notifyIn({ notify }: Policy, followsLive: boolean): PreviewedNotify {
  if (notify.method === "fixed") return "set";
  if (followsLive) return "recorded";
  return notify.method === "guarded" ? "anchor" : "estimated";
}

/** Both replays and the check against what was stored, ready to go through the period. */
async function preparePasses(app: App, { stream, period, basis, policy, judged, asked }: Preparation) {
  const { live, lived, sourceNames, models } = basis;
  const followsLive = JSON.stringify(policy.notify) === JSON.stringify(live.policy.notify);
  const simulated = notifyIn(policy, followsLive);
  const moves = movesOfLiveRule(basis);
  const placesOf = await readBlockPlaces(app.pool, { stream, sourceNames }, [
    policy,
    ...lived.map((version) => version.policy),
  ]);
  const thresholds =
    simulated === "estimated"
      ? simulatedThresholds(policy, models)
      : recordedThresholds(policy, simulated === "recorded" ? moves : []);
  const kept = { draft: new KeptAlerts(judged.known), live: new KeptAlerts(judged.known) };
  const liveThresholds = recordedThresholds(live.policy, moves);
  const responses = { draft: new ReplayResponses(asked.playbooks), live: new ReplayResponses(asked.playbooks) };
  return {
    simulated,
    thresholds,
    kept,
    responses,
    draft: new PolicyReplay({
      ...period,
      responses: responses.draft,
      onFlagged: (at) => kept.draft.flag(at),
      policy,
      thresholds,
      places: placesOf(policy),
    }),
    live: new PolicyReplay({
      ...period,
      responses: responses.live,
      onFlagged: (at) => kept.live.flag(at),
      policy: live.policy,
      thresholds: liveThresholds,
      places: placesOf(live.policy),
    }),
    lived: new LivedBands({
      ...period,
      versions: lived.map((version) => ({ ...version, places: placesOf(version.policy) })),
    }),
  };
}

interface Preparation {
  readonly stream: number;
  readonly period: Period;
  readonly basis: PreviewBasis;
  readonly policy: Policy;
  readonly judged: JudgedAlerts;
  readonly asked: AskedPlaybooks;
}

/** What playbooks would have led to under both policies. */
async function compareResponses(
  app: App,
  { stream, asked }: Pick<Preparation, "stream" | "asked">,
  { draft, live, responses }: Pick<Awaited<ReturnType<typeof preparePasses>>, "draft" | "live" | "responses">,
) {
  const [ofDraft, ofLive] = [draft.tally.findings, live.tally.findings];
  const targets = new Set([...targetsAskedFor(responses.draft, ofDraft), ...targetsAskedFor(responses.live, ofLive)]);
  const told = { ...asked, names: await readEntityNames(app, stream, [...targets]) };
  return {
    draft: responsesOf(responses.draft, ofDraft, told),
    live: responsesOf(responses.live, ofLive, told),
  };
}

/** What the policy would have led to over a past period, beside what the live one leads to. */
export async function previewPolicy(
  app: App,
  { query, policy: body }: { readonly query: PolicyPreviewQuery; readonly policy: PolicyBody },
): Promise<PolicyPreview> {
  const startedMs = performance.now();
  const period = periodOf(query, app.now().getTime());
  const { fromMs, toMs } = period;
  checkPolicy(body, app.now());
  const stream = streamNumbers[query.stream];
  const basis = await readBasis(app, stream, fromMs);
  const { sourceNames, references } = basis;
  const policy: Policy = { ...body, ...zonesOf(body), version: basis.live.policy.version + 1 };
  const judged = await readJudgedAlerts(app.pool, stream, period);
  const asked = await readAskedPlaybooks(app.pool, stream);
  const passes = await preparePasses(app, { stream, period, basis, policy, judged, asked });
  const { draft, live, lived, thresholds, simulated, kept } = passes;
  const stretches = { stream, fromMs, toMs, warmUp: simulated === "estimated" };
  const coarse = await goThrough(app, stretches, { replays: [draft, live], lived, references });
  const responses = await compareResponses(app, { stream, asked }, passes);
  const told = { fromMs, sourceNames };
  return {
    stream: query.stream,
    from: fromMs,
    to: toMs,
    events: draft.events,
    unscored: draft.unscored,
    coarse,
    alertsAtLeast: draft.tally.findings.overflowed || live.tally.findings.overflowed,
    sourceNames: [...new Set(sourceNames.values())].sort(),
    tookMs: performance.now() - startedMs,
    live: {
      version: basis.live.policy.version,
      compared: lived.compared,
      different: lived.different,
      consequences: consequencesOf({
        ...told,
        policy: basis.live.policy,
        tally: live.tally,
        responses: responses.live,
      }),
      known: knownOutcome(judged, kept.live),
    },
    draft: {
      simulated,
      notify: thresholds.notifyIn(0),
      consequences: consequencesOf({ ...told, policy, tally: draft.tally, responses: responses.draft }),
      known: knownOutcome(judged, kept.draft),
    },
    histogram: { least: leastMargin, step: marginStep, scopes: draft.histograms.map((counts) => [...counts]) },
  };
}
