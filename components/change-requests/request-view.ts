"use client";

import { z } from "zod";
import { useUrlParams } from "../url/use-url-params.ts";
import type { RequestStates } from "./use-change-requests.ts";

const wholeNumber = z.coerce.number().int().positive();

/** What of the tab lives in the address: the request that is open, and whether decided ones are listed. */
export function useRequestView() {
  const { params, change } = useUrlParams();
  const parsed = wholeNumber.safeParse(params.get("request"));
  const states: RequestStates = params.get("requests") === "closed" ? "closed" : "open";
  return {
    states,
    openId: parsed.success ? parsed.data : null,
    setStates: (next: RequestStates) => change({ requests: next === "open" ? null : next, request: null }, "push"),
    open: (id: number) => change({ request: String(id) }, "push"),
    close: () => change({ request: null }, "push"),
  };
}
