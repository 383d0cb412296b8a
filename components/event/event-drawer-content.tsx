"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { SideDrawerOverlay } from "../display/side-drawer-overlay.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { EventExplanation } from "./event-explanation.tsx";
import { eventText } from "./event-text.ts";
import { useEvent } from "./use-event.ts";

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
      {eventId !== null && <DrawerBody stream={stream} eventId={eventId} />}
    </SideDrawerOverlay>
  );
}

function DrawerBody({ stream, eventId }: { readonly stream: StreamName; readonly eventId: number }) {
  const { data, error, refetch } = useEvent(stream, eventId);
  if (data !== undefined) return <EventExplanation event={data} />;
  return error === null ? (
    <LoadingState label={eventText.loading} rows={10} />
  ) : (
    <ErrorState error={error} retry={refetch} />
  );
}
