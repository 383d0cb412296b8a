import { useMemo } from "react";
import {
  type AlertSort,
  alertGroupings,
  alertSortSchema,
  type SortDirection,
} from "../../lib/contracts/alert-query.ts";
import { alertViewParameters, canonicalViewQuery } from "../../lib/contracts/alert-views.ts";
import { useStream } from "../url/use-stream.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { columnsText, parseColumns, type ShownColumn } from "./alert-columns.ts";
import { type FilterName, filterNames, orLanes, parseAlertQuery } from "./alert-list-query.ts";
import { useFloodAtFirst } from "./use-floods.ts";
import { alertIdIn, useOpenId } from "./use-open-id.ts";

export const alertSorts = alertSortSchema.options;
const mostLevels = 3;

const idOf = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** A patch that takes out every filter. */
const allFilters = { time: null, ...Object.fromEntries(filterNames.map((name) => [name, null])) };

/** The fields that the list is grouped by, the outermost first; each once, at most three. */
function parseGrouping(text: string | null) {
  const wanted = [...new Set((text ?? "").split(","))];
  return wanted.flatMap((name) => alertGroupings.filter((known) => known === name)).slice(0, mostLevels);
}

/** A patch that takes out everything a view holds, bar what it sets. */
function viewPatch(query: string): Record<string, string | null> {
  const params = new URLSearchParams(query);
  return Object.fromEntries(alertViewParameters.map((name) => [name, params.get(name)]));
}

/** The Alerts view in the address, and its changes. */
export function useAlertView() {
  const { params, change } = useUrlParams();
  const stream = useStream();
  const flood = useFloodAtFirst(stream);
  const query = useMemo(() => orLanes(parseAlertQuery(params, stream), params, flood), [params, stream, flood]);
  const columns = useMemo(() => parseColumns(params.get("cols")), [params]);
  const grouping = useMemo(() => parseGrouping(params.get("group")), [params]);
  const { openId, openIdNow, ask } = useOpenId(alertIdIn(params));
  /** From row to row the address follows, without a step back for each. */
  const open = (id: number, how: "push" | "replace" = "push") => {
    if (openIdNow() === id) return;
    ask(id);
    change({ alert: String(id), event: null }, how);
  };
  const close = () => {
    if (openIdNow() === null) return;
    ask(null);
    change({ alert: null, event: null });
  };
  return {
    stream,
    query,
    columns,
    grouping,
    /** What a saved view would hold of this one. */
    saved: canonicalViewQuery(params.toString()),
    openId,
    openIdNow,
    eventId: idOf(params.get("event")),
    setFilter: (name: FilterName, value: string) => change({ [name]: value }),
    setFilters: (values: Readonly<Record<string, string | null>>, how?: "push" | "replace") => change(values, how),
    setSort: (sort: AlertSort, dir: SortDirection = "desc") =>
      change({ sort: sort === "newest" && flood === null ? null : sort, dir: dir === "desc" ? null : dir }),
    showLanes: (number: number) => change({ ...allFilters, sort: "lanes", dir: null, flood: String(number) }, "push"),
    showUsual: () => change({ flood: null, sort: flood === null ? null : "newest", dir: null }, "push"),
    setColumns: (shown: readonly ShownColumn[]) => change({ cols: columnsText(shown) }),
    setGrouping: (by: readonly string[]) => change({ group: by.join(",") }, "push"),
    showView: (saved: string) => change(viewPatch(saved), "push"),
    clearFilters: () => change(allFilters),
    open,
    close,
    openEvent: (id: number) => change({ event: String(id) }, "push"),
    closeEvent: () => change({ event: null }),
  };
}
export type AlertsView = ReturnType<typeof useAlertView>;
