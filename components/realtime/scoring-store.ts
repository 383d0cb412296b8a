"use client";

import { useSyncExternalStore } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ScoringStanding } from "../../lib/contracts/scoring-standing.ts";

const listeners = new Set<() => void>();
let standings: ReadonlyMap<StreamName, ScoringStanding> = new Map();

/** Said by the socket alone: the server tells once a second while a stream is not in step. */
export function setScoring(standing: ScoringStanding): void {
  standings = new Map(standings).set(standing.stream, standing);
  for (const notify of listeners) notify();
}

/** A new connection: what the last one said is out of date, and the next second tells anew. */
export function forgetScoring(): void {
  standings = new Map();
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether scoring keeps up with the stream. */
export function useScoring(stream: StreamName): ScoringStanding {
  const inStep = useSyncExternalStore(
    subscribe,
    () => standings.get(stream),
    () => undefined,
  );
  return inStep ?? { stream, kind: "inStep" };
}
