"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";

const { Part: EventDrawerContent, fetch: fetchEventDrawerContent } = fetchedLater(() =>
  import("./event-drawer-content.tsx").then((file) => file.EventDrawerContent),
);

interface EventDrawerProps {
  readonly stream: StreamName;
  readonly eventId: number | null;
  readonly onClose: () => void;
}

/** One event beside what it was found in; loaded beside the page. */
export function EventDrawer(props: EventDrawerProps) {
  useFetchAhead(fetchEventDrawerContent);
  return useWasOpened(props.eventId !== null) && <EventDrawerContent {...props} />;
}
