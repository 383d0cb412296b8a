"use client";

import { mostLedgerMinutes } from "../../lib/contracts/ledger-minutes.ts";
import { serverNow } from "../display/clock.ts";
import { useUrlParams } from "../url/use-url-params.ts";

const minuteMs = 60_000;

/** Which minutes of the ledger are shown, as the address says it. */
export function useMinutesView() {
  const { params, change } = useUrlParams();
  const asked = Number(params.get("minutes") ?? 60);
  const minutes = Number.isInteger(asked) && asked >= 1 && asked <= mostLedgerMinutes ? asked : 60;
  const untilMs = Date.parse(params.get("until") ?? "");
  const until = Number.isFinite(untilMs) ? new Date(untilMs).toISOString() : null;
  const chosen = Date.parse(params.get("minute") ?? "");

  /** Moves the end of the range; what lies in the future is now. */
  function move(byMinutes: number): void {
    const end = until === null ? serverNow() : untilMs;
    const next = Math.ceil((end + byMinutes * minuteMs) / minuteMs) * minuteMs;
    change({ until: next > serverNow() ? null : new Date(next).toISOString(), minute: null });
  }
  return {
    minutes,
    until,
    chosen: Number.isFinite(chosen) ? chosen : null,
    setMinutes: (next: string) => change({ minutes: next === "60" ? null : next, minute: null }),
    earlier: () => move(-minutes),
    later: () => move(minutes),
    now: () => change({ until: null, minute: null }),
    choose: (at: number | null) => change({ minute: at === null ? null : new Date(at).toISOString() }),
  };
}
