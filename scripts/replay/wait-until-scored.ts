import { setTimeout as sleep } from "node:timers/promises";
import type { LedgerView, ReadApi } from "./read-api.ts";

const pollMs = 250;
/** Scoring that does not move for so long is taken as stopped. */
const stallMs = 60_000;

/**
 * Waits until the scoring has passed everything that was in the log when the last batch was acknowledged. Others may
 * send meanwhile, so "nothing waits" might never be seen, but the log has one order and offsets are its places.
 */
export async function waitUntilScored(
  api: ReadApi,
  onMove: (waiting: number) => void,
): Promise<{ readonly scored: boolean; readonly ledger: LedgerView | null }> {
  let ledger = await api.ledger();
  if (ledger === null) return { scored: false, ledger };
  const goal = ledger.head;
  let position = ledger.position;
  let movedMs = performance.now();
  while (ledger.position < goal) {
    if (performance.now() - movedMs > stallMs) return { scored: false, ledger };
    onMove(goal - ledger.position);
    await sleep(pollMs);
    ledger = (await api.ledger()) ?? ledger;
    if (ledger.position > position) {
      position = ledger.position;
      movedMs = performance.now();
    }
  }
  return { scored: true, ledger };
}
