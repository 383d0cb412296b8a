"use client";

import { useMemo } from "react";
import {
  type ResponseAction,
  type ResponseTab,
  responseActionSchema,
  responseTabSchema,
} from "../../lib/contracts/responses.ts";
import type { ResponseListQuery } from "../data/keys.ts";
import { useStream } from "../url/use-stream.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { type ResponseTabName, tabWords } from "./response-text.ts";

const isTabName = (name: string | null): name is ResponseTabName => name !== null && Object.hasOwn(tabWords, name);
const idOf = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** What an address says about the list of a tab; unknown values count as not said. */
function parseResponseQuery(params: URLSearchParams, base: Pick<ResponseListQuery, "stream" | "tab">) {
  const actions = (params.get("action") ?? "").split(",");
  const action = responseActionSchema.options.filter((name: ResponseAction) => actions.includes(name)).join(",");
  const q = params.get("q")?.trim().slice(0, 200) ?? "";
  const query: ResponseListQuery = { ...base };
  if (action !== "") query.action = action;
  if (q !== "") query.q = q;
  return query;
}

/** The Responses view in the address, and its changes. */
export function useResponseView() {
  const { params, change } = useUrlParams();
  const stream = useStream();
  const named = params.get("tab");
  const tab: ResponseTabName = isTabName(named) ? named : "pending";
  const listTab: ResponseTab | null = responseTabSchema.safeParse(tab).data ?? null;
  const query = useMemo(
    () => parseResponseQuery(params, { stream, tab: listTab ?? "pending" }),
    [params, stream, listTab],
  );
  return {
    stream,
    tab,
    listTab,
    query,
    isFiltered: query.action !== undefined || query.q !== undefined,
    openId: idOf(params.get("response")),
    setTab: (next: ResponseTabName) =>
      change({ tab: next === "pending" ? null : next, response: null, playbook: null }, "push"),
    setFilter: (name: "action" | "q", value: string) => change({ [name]: value }),
    clearFilters: () => change({ action: null, q: null }),
    open: (id: number, how: "push" | "replace" = "push") => change({ response: String(id) }, how),
    close: () => change({ response: null }),
  };
}
