import pg from "pg";
import { sqlStateOf } from "../db/pg.ts";

/** The log cannot be written now; nothing is known to be appended. Retrying later may help. */
export class LogUnavailableError extends Error {
  override readonly name = "LogUnavailableError";
}

/** The stream was removed: its log takes nothing in until it is started anew. */
export class LogClosedError extends Error {
  override readonly name = "LogClosedError";
  constructor() {
    super("The stream was removed: it takes nothing in until it is started again.");
  }
}

/** The same Idempotency-Key came with another body. */
export class IdempotencyConflictError extends Error {
  override readonly name = "IdempotencyConflictError";
  constructor() {
    super("This Idempotency-Key was used with another body.");
  }
}

/** The database found fault with the data (classes 22, 23, 54, or a trigger's own error), not with itself. */
export function isDataRefused(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== null && /^(22|23|54|P0)/.test(state);
}

/** The connection or the server went away, or chose another transaction to go on: the same may succeed in a moment. */
function isOutage(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null) return /^(08|57P|40|53300)/.test(state);
  return error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError);
}

/** Another process stored an answer for the same Idempotency-Key in the meantime. */
export function isReceiptClash(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "23505" && error.constraint === "receipt_pkey";
}

/** What to do after an attempt to append failed. */
export type NextStep = "bisect" | "retry" | "unavailable" | "fail";

/**
 * Decides it. An append without an answer may have committed; it is tried again only if it has a block by which a late
 * commit can be recognised, otherwise its senders are told to ask again.
 */
export function nextStepAfter(
  error: unknown,
  state: { readonly bisecting: boolean; readonly hasBlock: boolean; readonly attemptsLeft: boolean },
): NextStep {
  if (isReceiptClash(error) || error instanceof LogClosedError) return "fail";
  if (isDataRefused(error)) return state.bisecting ? "fail" : "bisect";
  if (!isOutage(error)) return "fail";
  return state.hasBlock && state.attemptsLeft ? "retry" : "unavailable";
}
