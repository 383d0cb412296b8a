import type { z } from "zod";
import type { ThresholdDrift, thresholdDriftQuerySchema } from "../../lib/contracts/threshold-drift.ts";
import { fewestUsualHours, type HourShare, levelChange } from "../../lib/pipeline/drift/level-change.ts";
import { fewestScores, scoreShift } from "../../lib/pipeline/drift/score-shift.ts";
import { commonestRisk, tailOpinion } from "../../lib/pipeline/drift/tail-opinion.ts";
import {
  addEncoded,
  createHistogram,
  histogramQuantile,
  mergeHistogram,
  type ScoreHistogram,
} from "../../lib/pipeline/score-histogram.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import type { Database } from "../db/prisma.ts";
import { Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { targetShare } from "../live/target-share.ts";
import { readLatestMargins } from "./read-latest-margins.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const referenceDays = 7;

interface Hour {
  readonly start: number;
  readonly histogram: ScoreHistogram;
}

/** Scores of each hour since `from`, oldest first; minutes and seconds that are no whole hour yet are left out. */
async function readHours(db: Database, stream: number, from: number): Promise<Hour[]> {
  const rows = await db.$queryRaw<{ start: Date; histogram: Uint8Array }[]>(Sql.sql`
    SELECT start, histogram FROM rollup WHERE stream = ${stream}::smallint AND resolution = 3600
      AND start >= ${new Date(from)}::timestamptz ORDER BY start`);
  return rows.map(({ start, histogram: bytes }) => {
    const histogram = createHistogram();
    const problem = addEncoded(histogram, bytes);
    if (problem !== null) throw new Error(`The scores of the hour ${start.toISOString()} cannot be read: ${problem}`);
    return { start: start.getTime(), histogram };
  });
}

function addUp(hours: readonly Hour[]): ScoreHistogram {
  const sum = createHistogram();
  for (const { histogram } of hours) mergeHistogram(sum, histogram);
  return sum;
}

function shareOver({ counts, total }: ScoreHistogram, over: number): number {
  let above = 0;
  for (let step = Math.round(over * 10) + 1; step < counts.length; step += 1) above += counts[step] ?? 0;
  return above / total;
}

const sharesOver = (hours: readonly Hour[], over: number): HourShare[] =>
  hours
    .filter(({ histogram }) => histogram.total > 0)
    .map(({ start, histogram }) => ({ start, events: histogram.total, share: shareOver(histogram, over) }));

/** The rule that is in force, and where notify stands. */
async function readAim(db: Database, stream: number): Promise<Pick<ThresholdDrift, "risk" | "notify">> {
  const move = await db.thresholdChange.findFirst({ where: { stream }, orderBy: { version: "desc" } });
  if (move === null) return { risk: null, notify: null };
  const row = await db.policyVersion.findUnique({
    where: { stream_version: { stream, version: move.policyVersion } },
    select: { body: true },
  });
  const policy = policySchema.safeParse(row?.body);
  return { risk: policy.success ? targetShare(policy.data.notify).share : null, notify: move.notify };
}

/** Whether the stream is another than it was: its scores, their level, and their tail against the threshold in force. */
export async function readDrift(
  { db, pool, now }: Pick<App, "db" | "pool" | "now">,
  { stream: name }: z.infer<typeof thresholdDriftQuerySchema>,
): Promise<ThresholdDrift> {
  const stream = streamNumbers[name];
  // Hours that are over: the one that is under way is no whole one.
  const to = Math.floor(now().getTime() / hourMs) * hourMs;
  const [since, from] = [to - dayMs, to - (referenceDays + 1) * dayMs];
  const [hours, aim] = await Promise.all([readHours(db, stream, from), readAim(db, stream)]);
  const before = hours.filter(({ start }) => start < since);
  const latest = hours.filter(({ start }) => start >= since && start < to);
  const [reference, current] = [addUp(before), addUp(latest)];
  const over = histogramQuantile(reference, 0.9);
  const usual = over === null ? [] : sharesOver(before, over);
  const shift = scoreShift(reference, current);
  const change = over === null ? null : levelChange(usual, sharesOver(latest, over));
  const tail =
    aim.risk === null || aim.risk > commonestRisk ? null : tailOpinion(await readLatestMargins(pool, stream), aim.risk);
  return {
    stream: name,
    shift: shift && {
      ...shift,
      bins: [...shift.bins],
      reference: { from, to: since, events: reference.total },
      current: { from: since, to, events: current.total },
    },
    events: { current: current.total, reference: reference.total, needed: fewestScores },
    change: change && over !== null ? { ...change, over } : null,
    hours: { reference: usual.length, needed: fewestUsualHours },
    tail: tail && aim.risk !== null ? { ...tail, risk: aim.risk } : null,
    ...aim,
  };
}
