"use client";

import { useSearchParams } from "next/navigation";
import { type SourceRange, sourceRangeSchema } from "../../lib/contracts/sources.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { type SourcesTab, tabs } from "./sources-text.ts";

/** What the page shows, as its address says it. */
export function useSourcesView() {
  const params = useSearchParams();
  const { change } = useUrlParams();
  const named = params.get("tab");
  const tab: SourcesTab = tabs.find((name) => name === named) ?? "sources";
  const range = sourceRangeSchema.safeParse(params.get("range"));
  const source = /^\d{1,9}$/.exec(params.get("source") ?? "");
  return {
    tab,
    range: (range.success ? range.data : "1h") satisfies SourceRange,
    sourceId: source === null ? null : Number(source[0]),
    setTab: (next: SourcesTab) => change({ tab: next === "sources" ? null : next, source: null, minute: null }, "push"),
    setRange: (next: string) => change({ range: next === "1h" ? null : next }),
    openSource: (id: number | null) =>
      change({ source: id === null ? null : String(id) }, id === null ? "replace" : "push"),
  };
}
