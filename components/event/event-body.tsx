"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { EventExplanation } from "./event-explanation.tsx";
import { eventText } from "./event-text.ts";
import { useEvent } from "./use-event.ts";

/** One event with all that is known of its score, as soon as it is read. */
export function EventBody({ stream, eventId }: { readonly stream: StreamName; readonly eventId: number }) {
  const { data, error, refetch } = useEvent(stream, eventId);
  if (data !== undefined) return <EventExplanation event={data} />;
  return error === null ? (
    <LoadingState label={eventText.loading} rows={10} />
  ) : (
    <ErrorState error={error} retry={refetch} />
  );
}
