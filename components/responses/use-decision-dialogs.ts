"use client";

import { useState } from "react";
import type { ResponseRow } from "../../lib/contracts/responses.ts";

/** A decision that is being asked for, over the response as it was when the dialog opened: its hash is what was seen. */
export interface AskedDecision {
  readonly kind: "approve" | "override" | "undo" | "cancel" | "extend" | "settle";
  readonly row: ResponseRow;
}
export type AskDecision = (asked: AskedDecision) => void;

/** Which decision dialog lies over the page. */
export function useDecisionDialogs() {
  const [asked, setAsked] = useState<AskedDecision | null>(null);
  return { asked, ask: setAsked, dismiss: () => setAsked(null) };
}
