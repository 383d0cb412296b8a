"use client";

import { useEffect, useState } from "react";

/** By then a page has what it needs for itself, ms after it was first drawn. */
export const settledMs = 2000;

/** Whether what is for later may begin: the page that is looked at has had time for its own. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settledMs);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}
