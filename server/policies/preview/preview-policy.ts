import { setImmediate as nextTurn } from "node:timers/promises";
import type { PolicyPreview, PolicyPreviewQuery } from "../../../lib/contracts/policy-preview.ts";
import { leastMargin, marginStep } from "../../../lib/pipeline/margin-histogram.ts";
import { endsBlock, PolicyReplay, type ReplayOptions } from "../../../lib/pipeline/policy-replay.ts";
import { recordedThresholds, simulatedThresholds } from "../../../lib/pipeline/replayed-thresholds.ts";
import type { Policy, PolicyBody } from "../../../lib/thresholds/policy.ts";
import { policyProblems } from "../../../lib/thresholds/policy-problems.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { consequencesOf, mostActedOn } from "./consequences-of.ts";
import { readEntityMasks } from "./entity-masks.ts";
import { readBasis, readEntityNames } from "./read-basis.ts";
import { readStretches } from "./read-stretches.ts";

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

/** Goes through the period once, under both policies. */
async function goThrough(
  app: App,
  query: Parameters<typeof readStretches>[1],
  { replays, references }: { replays: readonly PolicyReplay[]; references: ReadonlySet<number> },
): Promise<number> {
  const startedMs = performance.now();
  let coarse = 0;
  for await (const stretch of readStretches(app.pool, query)) {
    const before = replays[0]?.events ?? 0;
    for (const replay of replays) replay.replay(stretch);
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

/** What the policy would have led to over a past period, beside what the live one leads to. */
export async function previewPolicy(
  app: App,
  { query, policy: body }: { readonly query: PolicyPreviewQuery; readonly policy: PolicyBody },
): Promise<PolicyPreview> {
  const startedMs = performance.now();
  const { fromMs, toMs } = periodOf(query, app.now().getTime());
  const [problem] = policyProblems(body);
  if (problem !== undefined) throw new AppError("unprocessable", { detail: problem.message });
  const stream = streamNumbers[query.stream];
  const basis = await readBasis(app, stream);
  const { live, moves, sourceNames } = basis;
  const policy: Policy = { ...body, version: live.policy.version + 1 };
  const followsLive = JSON.stringify(policy.notify) === JSON.stringify(live.policy.notify);
  const simulated = policy.notify.method === "neymanPearson" && !followsLive;
  const [draftMask, liveMask] = await readEntityMasks(app.pool, stream, [policy, live.policy]);
  const none = () => 0;
  const shared = { sourceNames, fromMs, toMs };
  const recorded = (of: Policy, steps: typeof moves) => recordedThresholds(of, steps);
  const draftThresholds = simulated
    ? simulatedThresholds(policy, basis.models)
    : recorded(policy, followsLive ? moves : []);
  const draftOptions: ReplayOptions = {
    ...shared,
    policy,
    thresholds: draftThresholds,
    entityMask: draftMask ?? none,
    liveFrom: Number.POSITIVE_INFINITY,
  };
  const draft = new PolicyReplay(draftOptions);
  const liveReplay = new PolicyReplay({
    ...shared,
    policy: live.policy,
    thresholds: recorded(live.policy, moves),
    entityMask: liveMask ?? none,
    liveFrom: live.activeFrom,
  });
  const replays = [draft, liveReplay];
  const coarse = await goThrough(
    app,
    { stream, fromMs, toMs, warmUp: simulated },
    { replays, references: basis.references },
  );
  const entityNames = await readEntityNames(app, stream, [
    ...mostActedOn(draft.tally),
    ...mostActedOn(liveReplay.tally),
  ]);
  const told = { fromMs, sourceNames, entityNames };
  return {
    stream: query.stream,
    from: fromMs,
    to: toMs,
    events: draft.events,
    unscored: draft.unscored,
    coarse,
    alertsAtLeast: draft.tally.overflowed || liveReplay.tally.overflowed,
    sourceNames: [...new Set(sourceNames.values())].sort(),
    tookMs: performance.now() - startedMs,
    live: {
      version: live.policy.version,
      compared: liveReplay.compared,
      different: liveReplay.different,
      consequences: consequencesOf({ ...told, policy: live.policy, tally: liveReplay.tally }),
    },
    draft: {
      simulated,
      notify: draftThresholds.notifyIn(0),
      consequences: consequencesOf({ ...told, policy, tally: draft.tally }),
    },
    histogram: { least: leastMargin, step: marginStep, scopes: draft.histograms.map((counts) => [...counts]) },
  };
}
