"use client";

import { preferenceKeys } from "./preference-keys.ts";
import { createStoredChoice } from "./stored-choice.ts";

/** In which zone times are shown: the browser's own, or UTC. */
export const timeZone = createStoredChoice({ key: preferenceKeys.zone, values: ["browser", "utc"] });
