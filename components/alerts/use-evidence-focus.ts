import { useEffect, useRef } from "react";

/** The button in the evidence that opens an event. */
export const evidenceButtonId = (eventId: number) => `evidence-${eventId}`;

/** Gives the focus back to the event in the evidence when its drawer closes, also after a drawer opened by a link. */
export function useEvidenceFocus(eventId: number | null): void {
  const last = useRef(eventId);
  useEffect(() => {
    if (eventId === null && last.current !== null) document.getElementById(evidenceButtonId(last.current))?.focus();
    last.current = eventId;
  }, [eventId]);
}
