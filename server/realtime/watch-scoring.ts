import { type StreamName, streamSchema } from "../../lib/contracts/common.ts";
import type { ScoringStanding } from "../../lib/contracts/scoring-standing.ts";
import { judgeScoring, type ScoringLook, type ScoringWatch } from "../../lib/pipeline/judge-scoring.ts";
import type { Database } from "../db/prisma.ts";
import { readLogStates } from "../health/read-log-state.ts";

const everyMs = 1_000;

type Looks = ReadonlyMap<StreamName, ScoringLook>;

async function look(db: Database): Promise<Looks> {
  const states = (await readLogStates(db)).filter(({ closed }) => !closed);
  return new Map(states.map(({ stream, lease, lagMs }) => [streamSchema.parse(stream), { lease, lagMs }]));
}

function standingOf(stream: StreamName, { kind, silentMs, lagMs }: ScoringWatch): ScoringStanding {
  if (kind === "inStep") return { stream, kind };
  return { stream, kind, ms: Math.round(kind === "silent" ? silentMs : lagMs) };
}

/** Looks once a second whether every stream is scored, and tells while one is not, and once when it is again. */
export function watchScoring(db: Database, send: (standing: ScoringStanding) => void): { close(): void } {
  const watches = new Map<StreamName, ScoringWatch>();

  function judge(stream: StreamName, seen: ScoringLook | null): void {
    const before = watches.get(stream) ?? null;
    const after = judgeScoring(before, seen, performance.now());
    watches.set(stream, after);
    if (after.kind !== "inStep" || (before !== null && before.kind !== "inStep")) send(standingOf(stream, after));
  }

  let isLooking = false;
  async function watch(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    // Without the database nobody scores either: its lease is not renewed.
    const looks = await look(db).catch((): Looks | null => null);
    if (looks === null) for (const stream of watches.keys()) judge(stream, null);
    else {
      for (const stream of watches.keys()) if (!looks.has(stream)) watches.delete(stream);
      for (const [stream, seen] of looks) judge(stream, seen);
    }
    isLooking = false;
  }

  const timer = setInterval(() => void watch(), everyMs);
  return { close: () => clearInterval(timer) };
}
