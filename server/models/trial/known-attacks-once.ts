import { setImmediate as nextTurn } from "node:timers/promises";
import { type KnownAttacks, playKnownAttacks } from "../../../lib/training/known-attacks.ts";

let played: Promise<KnownAttacks> | null = null;

async function play(): Promise<KnownAttacks> {
  const steps = playKnownAttacks();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    // Requests come in between.
    await nextTurn();
  }
}

/** They are the same for every model: played when they are first asked for, about a second, and kept. */
export function knownAttacksOnce(): Promise<KnownAttacks> {
  played ??= play().catch((error: unknown) => {
    played = null;
    throw error;
  });
  return played;
}
