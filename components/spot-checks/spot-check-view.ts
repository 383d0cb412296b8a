"use client";

import { spotCheckStateSchema } from "../../lib/contracts/thresholds.ts";
import { useUrlParams } from "../url/use-url-params.ts";

const idOf = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** What of the tab lives in the address: which spot checks are listed, and the open one. */
export function useSpotCheckView() {
  const { params, change } = useUrlParams();
  return {
    state: spotCheckStateSchema.safeParse(params.get("checks")).data ?? "open",
    openId: idOf(params.get("check")),
    setState: (state: string) => change({ checks: state === "open" ? null : state, check: null }),
    open: (id: number, how: "push" | "replace" = "push") => change({ check: String(id) }, how),
    close: () => change({ check: null }),
  };
}
export type SpotCheckView = ReturnType<typeof useSpotCheckView>;
