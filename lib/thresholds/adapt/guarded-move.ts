import { sha256Hex } from "../../stats/sha-256.ts";
import type { GuardState } from "./guard-state.ts";

/** A move of notify, for a record that is only ever added to; each digest covers the one before. */
export interface GuardedMove {
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
  readonly cause: "verdicts" | "request" | "rollback" | "person";
  readonly actor: string;
  readonly inputsDigest: string;
  /** Verdicts that it rests on. */
  readonly judged: { readonly alerts: number; readonly audits: number };
}

/** Notify goes there, with the record of it. */
export function moveTo(state: GuardState, to: number, of: Pick<GuardedMove, "atMs" | "cause" | "actor">): GuardedMove {
  const from = state.notify;
  const text = JSON.stringify([state.lastDigest, from, to, of, state.inputs]);
  const judged = {
    alerts: state.inputs.filter((input) => input.includes(":alert:")).length,
    audits: state.inputs.filter((input) => input.includes(":audit:")).length,
  };
  state.lastDigest = sha256Hex(new TextEncoder().encode(text));
  state.notify = to;
  return { ...of, from, to, inputsDigest: state.lastDigest, judged };
}
