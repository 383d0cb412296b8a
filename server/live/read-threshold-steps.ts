import type { Live, LiveRange } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import { type PartOfStream, scopeOfPart } from "../../lib/thresholds/scope-of-part.ts";
import type { Database } from "../db/prisma.ts";
import { thresholdStep } from "./threshold-step.ts";

/** More moves than a chart can tell apart; the newest of a range that has more. */
const mostSteps = 500;

/** The stream's steps: the one in force when the range begins, and those after it. */
async function readSteps(db: Database, stream: number, { from, to }: TimeRange): Promise<ThresholdStep[]> {
  const [start, end] = [new Date(from), new Date(to)];
  const [before, after] = await Promise.all([
    db.thresholdChange.findFirst({ where: { stream, at: { lt: start } }, orderBy: { version: "desc" } }),
    db.thresholdChange.findMany({
      where: { stream, at: { gte: start, lt: end } },
      orderBy: { version: "desc" },
      take: mostSteps,
    }),
  ]);
  return [...(before === null ? [] : [before]), ...after.reverse()].map(thresholdStep);
}

/** Which scope of each policy version judges the whole part, if one does. */
async function readScopes(
  db: Database,
  stream: number,
  { versions, part }: { readonly versions: readonly number[]; readonly part: PartOfStream },
): Promise<Map<number, string>> {
  const rows = await db.policyVersion.findMany({
    where: { stream, version: { in: [...new Set(versions)] } },
    select: { version: true, body: true },
  });
  const found = new Map<number, string>();
  for (const { version, body } of rows) {
    const policy = policySchema.safeParse(body);
    const scope = policy.success ? scopeOfPart(policy.data.scopes, part) : null;
    if (scope !== null) found.set(version, scope.id);
  }
  return found;
}

/** The step as it holds in a scope. */
function inScope(step: ThresholdStep, id: string | undefined): ThresholdStep {
  const own = step.scopes.find((scope) => scope.id === id);
  return own === undefined ? step : { ...step, notify: own.notify, approve: own.approve, auto: own.auto };
}

export interface ReadSteps {
  readonly thresholds: Live["thresholds"];
  /** Name of the scope whose thresholds they are at the end; null: the stream's. */
  readonly scope: string | null;
}

/** The thresholds of a range, as they hold for the part that is asked for: of its scope, or else of the stream. */
export async function readThresholdSteps(
  db: Database,
  query: Pick<LiveRange, "source" | "class">,
  { stream, range }: { readonly stream: number; readonly range: TimeRange },
): Promise<ReadSteps> {
  const steps = await readSteps(db, stream, range);
  const { source: id, class: classUid = null } = query;
  if ((id === undefined && classUid === null) || steps.every(({ scopes }) => scopes.length === 0)) {
    return { thresholds: steps, scope: null };
  }
  const named = id === undefined ? null : await db.source.findUnique({ where: { id }, select: { name: true } });
  const versions = steps.map(({ policyVersion }) => policyVersion);
  const scopes = await readScopes(db, stream, { versions, part: { classUid, source: named?.name ?? null } });
  const last = steps.at(-1);
  const scope = last?.scopes.find((other) => other.id === scopes.get(last.policyVersion));
  return {
    thresholds: steps.map((step) => inScope(step, scopes.get(step.policyVersion))),
    scope: scope?.name ?? null,
  };
}
