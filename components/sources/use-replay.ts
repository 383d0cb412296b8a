"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { describeError } from "../data/api-error.ts";
import { deadLetterKeys, ledgerKeys } from "../data/keys.ts";
import { nextWaiting, replayLetters } from "./use-dead-letters.ts";

/** How far a replay is. */
export interface ReplayProgress {
  readonly done: number;
  readonly refused: number;
  /** What it will come to, as far as it was counted. */
  readonly total: number;
  readonly running: boolean;
  /** Why it ended early, or why the last of the refused were. */
  readonly problem: string | null;
}

const perRequest = 50;

/** Batches of offsets: those that were chosen, or all that wait, from the newest to the oldest. */
async function* batches(stream: StreamName, chosen: readonly number[] | null): AsyncGenerator<readonly number[]> {
  if (chosen !== null) {
    for (let at = 0; at < chosen.length; at += perRequest) yield chosen.slice(at, at + perRequest);
    return;
  }
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof nextWaiting>> = await nextWaiting(stream, cursor);
    if (page.offsets.length > 0) yield page.offsets;
    cursor = page.cursor;
  }
}

/** Replays dead letters in parts, so that it can be watched and stopped. What was replayed stays replayed. */
export function useReplay(stream: StreamName) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<ReplayProgress | null>(null);
  const stopped = useRef(false);

  async function replay(chosen: readonly number[] | null, total: number): Promise<void> {
    stopped.current = false;
    let now: ReplayProgress = { done: 0, refused: 0, total, running: true, problem: null };
    setProgress(now);
    try {
      for await (const offsets of batches(stream, chosen)) {
        if (stopped.current) break;
        const { replayed, refused } = await replayLetters(stream, offsets);
        const problem = refused.at(-1)?.reason ?? now.problem;
        now = { ...now, done: now.done + replayed.length, refused: now.refused + refused.length, problem };
        setProgress(now);
      }
    } catch (error) {
      now = { ...now, problem: describeError(error) };
    }
    setProgress({ ...now, running: false });
    for (const queryKey of [deadLetterKeys.all, ledgerKeys.all]) void client.invalidateQueries({ queryKey });
  }

  return {
    progress,
    replay,
    stop: () => {
      stopped.current = true;
    },
  };
}
