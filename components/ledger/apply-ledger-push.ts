import type { QueryClient } from "@tanstack/react-query";
import type { Ledger } from "../../lib/contracts/ledger.ts";
import { ledgerKeys } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";

/** How far the log and its scoring are, as pushed; the counts come with the next reading. */
export function withLedgerPush(ledger: Ledger, message: Push): Ledger {
  if (message.kind !== "ledger" || message.body.stream !== ledger.stream) return ledger;
  const { head, position, balanced } = message.body;
  return { ...ledger, head, position, balanced };
}

export function applyLedgerPush(client: QueryClient, message: Push): void {
  if (message.kind !== "ledger") return;
  const queryKey = ledgerKeys.of(message.body.stream);
  const known = client.getQueryData<Ledger>(queryKey);
  if (known === undefined) return;
  client.setQueryData<Ledger>(queryKey, withLedgerPush(known, message));
  // Whether it adds up is never left to a hint: read what differs, or that it does no more.
  if (known.balanced !== message.body.balanced) void client.invalidateQueries({ queryKey });
}
