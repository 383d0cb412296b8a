"use client";

import { type RefObject, useId, useRef, useState } from "react";
import { useFetchAhead } from "./use-fetch-ahead.ts";
import { useWasOpened } from "./use-lazy-overlay.ts";

/** Where something drops down from, and whether it has. */
export interface DropDownPlace {
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/**
 * A button in the first load of a page, and what drops down from it outside of it: `AnchoredMenu` or `AnchoredPopover` in a
 * part that is fetched later. The button stays the same, so it keeps the focus when the part comes. `fetch` is a constant.
 */
export function useDropDown(popup: "menu" | "dialog", fetch: () => Promise<unknown>) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const wasOpened = useWasOpened(opened);
  useFetchAhead(fetch);
  return {
    /** Whether the part is in the page. */
    wasOpened,
    opened,
    close: () => setOpened(false),
    /** For the button. */
    trigger: {
      ref: button,
      id,
      "aria-haspopup": popup,
      "aria-expanded": opened,
      "aria-controls": opened ? dropDownIdOf(id) : undefined,
      onClick: () => setOpened(!opened),
    },
    /** For the part. */
    place: { id, button, opened, onChange: setOpened } satisfies DropDownPlace,
  };
}

/** As Mantine names what drops down from the element of this id. */
function dropDownIdOf(id: string): string {
  return `${id}-dropdown`;
}
