import type { Actor } from "../audit/write-audit.ts";

/** Who ends trainings, in the record. */
export const trainer: Actor = { kind: "system", name: "trainer", address: null, requestId: null };
