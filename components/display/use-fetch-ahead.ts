"use client";

import { useEffect } from "react";
import { settledMs } from "./use-settled.ts";

/**
 * Loads parts of a page that were left out of its first load, once the page has settled: they are there when they are
 * asked for. `load` is a constant.
 */
export function useFetchAhead(load: () => Promise<unknown>): void {
  useEffect(() => {
    // What cannot be fetched ahead is fetched when it is needed, and says so then.
    const timer = setTimeout(() => void load().catch(() => undefined), settledMs);
    return () => clearTimeout(timer);
  }, [load]);
}
