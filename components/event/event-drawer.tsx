"use client";

import dynamic from "next/dynamic";
import type { StreamName } from "../../lib/contracts/common.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";

const EventDrawerContent = dynamic(() => import("./event-drawer-content.tsx").then((file) => file.EventDrawerContent));

interface EventDrawerProps {
  readonly stream: StreamName;
  readonly eventId: number | null;
  readonly onClose: () => void;
}

/** One event beside what it was found in; loaded when the first one is opened. */
export function EventDrawer(props: EventDrawerProps) {
  return useWasOpened(props.eventId !== null) && <EventDrawerContent {...props} />;
}
