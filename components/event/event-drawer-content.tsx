"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { SideDrawerOverlay } from "../display/side-drawer-overlay.tsx";
import { EventBody } from "./event-body.tsx";
import { eventText } from "./event-text.ts";

interface EventDrawerContentProps {
  readonly stream: StreamName;
  readonly eventId: number | null;
  readonly onClose: () => void;
}

/** One event beside what it was found in. Escape closes it. */
export function EventDrawerContent({ stream, eventId, onClose }: EventDrawerContentProps) {
  return (
    <SideDrawerOverlay
      opened={eventId !== null}
      onClose={onClose}
      title={eventId === null ? eventText.title : `${eventText.title} ${eventId}`}
    >
      {eventId !== null && <EventBody stream={stream} eventId={eventId} />}
    </SideDrawerOverlay>
  );
}
