"use client";

import { useMediaQuery } from "@mantine/hooks";
import { preferenceKeys } from "./preference-keys.ts";
import { createStoredChoice } from "./stored-choice.ts";

/** How high rows are; the page's root carries it, and tokens.css makes heights of it. */
export const density = createStoredChoice({
  key: preferenceKeys.density,
  values: ["comfortable", "compact"],
  apply: (value) => document.documentElement.setAttribute("data-density", value),
});

/** The same heights as --tl-row in tokens.css, px, for lists that measure their rows; a test holds them together. */
export const rowHeights = { comfortable: 32, compact: 28, phone: 44 } as const;
/** As wide as a telephone: the same as in the style sheets. */
const phoneQuery = "(max-width: 600px)";

/** Height of a row of a list, px. */
export function useRowHeight(): number {
  const isPhone = useMediaQuery(phoneQuery, false);
  const chosen = density.use();
  return isPhone ? rowHeights.phone : rowHeights[chosen];
}
