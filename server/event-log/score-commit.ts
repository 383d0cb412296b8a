import type { StreamName } from "../../lib/contracts/common.ts";
import { createFloodKeeper, type FloodKeeper } from "../alerts/flood/flood-keeper.ts";
import { type RaisedAt, raiseAlerts } from "../alerts/raise-alerts.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { appendPush, type PushDraft } from "../realtime/append-push.ts";
import { countExceptions } from "../scoring/count-exceptions.ts";
import { eventRowOf } from "../scoring/event-row-of.ts";
import { highestRows } from "../scoring/highest-rows.ts";
import { openGuardRequests } from "../scoring/open-guard-requests.ts";
import { packArtefacts, recordArtefacts } from "../scoring/record-artefacts.ts";
import { recordDeadLetters } from "../scoring/record-dead-letters.ts";
import { packScoreBatch, recordScores } from "../scoring/record-scores.ts";
import { recordSpotChecks } from "../scoring/record-spot-checks.ts";
import { recordThreshold } from "../scoring/record-thresholds.ts";
import { createSourceNames, type SourceNames } from "../scoring/source-names.ts";
import { FenceLostError, type ScoringSession } from "./lease.ts";
import { encodeEventRows, eventCopySql } from "./score-copy-encode.ts";
import { beginWithCopy, transact } from "./score-transaction.ts";
import { countScored, type ScoredSpan } from "./scored-part.ts";

export interface ScoreWriter {
  /**
   * One scoring transaction: rows, alerts and all that follows from them commit together with the position, or not at
   * all. Throws FenceLostError if another owner has the stream. One at a time.
   */
  commit(span: ScoredSpan): Promise<CommittedSpan>;
}

export interface CommittedSpan {
  readonly raised: readonly RaisedAt[];
}

interface Target {
  readonly stream: number;
  readonly streamName: StreamName;
  readonly fence: number;
  readonly sources: SourceNames;
  readonly floods: FloodKeeper;
}

async function scoresMessage(
  run: RunStatement,
  { stream, streamName, sources }: Target,
  span: ScoredSpan,
): Promise<PushDraft[]> {
  const count = countScored(span.parts);
  if (count === 0) return [];
  const highest = highestRows(span.parts);
  await sources.know(run, new Set(highest.map(({ part, row }) => part.columns.source[part.from + row] ?? 0)));
  const top = highest.map((place) => eventRowOf(place, streamName, sources.of));
  const receivedAt = span.parts.reduce((least, { receivedMs }) => Math.min(least, receivedMs), span.scoredAtMs);
  const stages = { receivedAt, scoredAt: span.scoredAtMs, committedAt: Date.now() };
  return [{ kind: "scores", stream, body: { stream: streamName, position: span.to, count, top, ...stages } }];
}

async function thresholdMessages(run: RunStatement, target: Target, span: ScoredSpan): Promise<PushDraft[]> {
  const messages: PushDraft[] = [];
  for (const { scored } of span.parts) {
    for (const move of scored.moves) {
      const actor = move.guard?.actor ?? "system";
      messages.push(await recordThreshold(run, target.stream, { move, actor }));
    }
  }
  return messages;
}

/** All statements between BEGIN and COMMIT, after the rows have been copied. */
async function writeSpan(
  run: RunStatement,
  target: Target,
  span: ScoredSpan,
  { body, artefacts }: PackedSpan,
): Promise<CommittedSpan> {
  const { stream, streamName, fence } = target;
  if (!(await recordScores(run, { stream, fence, span, body }))) throw new FenceLostError(stream);
  await recordArtefacts(run, artefacts);
  await recordDeadLetters(run, stream, span.parts);
  await countExceptions(run, stream, span);
  const thresholds = await thresholdMessages(run, target, span);
  const alertTarget = { stream, streamName, names: span.names, floods: target.floods };
  const alerts = await raiseAlerts(run, alertTarget, span.parts);
  const scores = await scoresMessage(run, target, span);
  const guard = [
    ...(await recordSpotChecks(run, stream, span.parts)),
    ...(await openGuardRequests(run, stream, span.parts)),
  ];
  await appendPush(run, [...scores, ...thresholds, ...alerts.messages, ...guard]);
  return { raised: alerts.raised };
}

/** What is compressed of a span, before its transaction begins or while its rows are on their way. */
interface PackedSpan {
  readonly body: Buffer;
  readonly artefacts: Awaited<ReturnType<typeof packArtefacts>>;
}

async function packSpan(stream: number, span: ScoredSpan): Promise<PackedSpan> {
  const [body, artefacts] = await Promise.all([packScoreBatch(span), packArtefacts(stream, span.parts)]);
  return { body, artefacts };
}

/** Writes the spans of a session, one after the other. */
export function createScoreWriter({ client, stream, fence }: ScoringSession): ScoreWriter {
  const target = {
    stream,
    streamName: streamName(stream),
    fence,
    sources: createSourceNames(stream),
    floods: createFloodKeeper(stream),
  };
  let scratch: Buffer | null = null;
  return {
    async commit(span) {
      const packed = packSpan(stream, span);
      packed.catch(() => undefined); // heard of where it is awaited, unless the copy fails before
      const rows = encodeEventRows(stream, span.parts, scratch);
      if (scratch === null || rows.buffer !== scratch.buffer) scratch = Buffer.from(rows.buffer);
      return transact(client, async (run) => {
        await beginWithCopy(client, eventCopySql, rows);
        return writeSpan(run, target, span, await packed);
      });
    },
  };
}
