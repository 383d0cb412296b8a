import type { Applier } from "../applier.ts";

/** The move past the guard that scoring asked for; scoring takes it up at an offset. */
export const applyThresholdGuard: Applier = async () => ({ ok: false, outcome: "Scoring does not take this up yet." });
