"use client";

import { fetchedLater } from "./fetched-later.tsx";
import type { SideDrawerProps } from "./side-drawer-overlay.tsx";
import { useFetchAhead } from "./use-fetch-ahead.ts";
import { useWasOpened } from "./use-lazy-overlay.ts";

const { Part: SideDrawerOverlay, fetch: fetchSideDrawerOverlay } = fetchedLater(() =>
  import("./side-drawer-overlay.tsx").then((file) => file.SideDrawerOverlay),
);

/** Lies over a page that goes on beneath, for what a panel or a chart leads to. Loaded beside the page. */
export function SideDrawer(props: SideDrawerProps) {
  useFetchAhead(fetchSideDrawerOverlay);
  return useWasOpened(props.opened) && <SideDrawerOverlay {...props} />;
}
