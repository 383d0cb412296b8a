import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ThresholdMoveRow } from "../../lib/contracts/thresholds.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import type { ThresholdChange } from "../db/generated/client.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { readGuardView } from "./read-guard-view.ts";

interface MovesQuery {
  readonly stream: StreamName;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const asScore = (margin: number | null) => (margin === null ? null : scoreOfMargin(margin));

function moveRow(change: ThresholdChange, before: ThresholdChange | undefined, guard: number | null): ThresholdMoveRow {
  const { version, policyVersion, at, offset, oldNotify, notify, approve, auto, cause, reason, actor } = change;
  return {
    version,
    policyVersion,
    at: at.toISOString(),
    streamAt: change.streamAt?.toISOString() ?? null,
    offset: Number(offset),
    from: oldNotify,
    to: notify,
    fromScore: asScore(oldNotify),
    toScore: asScore(notify),
    approve,
    auto,
    fromApprove: before?.approve ?? null,
    fromAuto: before?.auto ?? null,
    cause,
    reason,
    actor,
    digest: change.inputsDigest,
    canRollBack: guard !== null && change.guard === guard && oldNotify !== null,
  };
}

/** Every move of a stream's thresholds, newest first. */
export async function listMoves(
  app: App,
  { stream, cursor, limit }: MovesQuery,
): Promise<{ items: ThresholdMoveRow[]; nextCursor: string | null }> {
  const last = decodeCursor(cursor, "threshold-moves", z.tuple([z.number().int().min(0).max(2_147_483_647)]));
  const number = streamNumbers[stream];
  const [rows, guard] = await Promise.all([
    app.db.thresholdChange.findMany({
      where: { stream: number, ...(last ? { version: { lt: last[0] } } : {}) },
      orderBy: { version: "desc" },
      take: limit + 1,
    }),
    readGuardView(app.pool, number),
  ]);
  const items = rows.slice(0, limit).map((row, i) => moveRow(row, rows[i + 1], guard?.guard ?? null));
  const lastItem = items.at(-1);
  const nextCursor = rows.length > limit && lastItem ? encodeCursor("threshold-moves", [lastItem.version]) : null;
  return { items, nextCursor };
}
