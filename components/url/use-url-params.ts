"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** What to change in the query part of the address; null or "" takes a parameter out. */
export type UrlPatch = Readonly<Record<string, string | null>>;

/** The query part with the patch applied. */
export function patchedSearch(search: string, patch: UrlPatch): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === "") params.delete(name);
    else params.set(name, value);
  }
  // Commas separate the values of a filter: kept readable, as the query part allows.
  return params.toString().replaceAll("%2C", ",");
}

/**
 * The state of a view lives in its address, so that a link shows the same view. `push` for what the back button should
 * undo (opening a panel), `replace` for the rest. Goes by the browser's history: nothing is fetched from the server.
 */
export function useUrlParams() {
  const params = useSearchParams();
  const change = useCallback((patch: UrlPatch, how: "push" | "replace" = "replace") => {
    const search = patchedSearch(window.location.search, patch);
    const url = window.location.pathname + (search === "" ? "" : `?${search}`);
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  }, []);
  return { params, change };
}
