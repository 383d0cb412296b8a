import { createRequestLimits, type RequestLimits } from "../server/http/request-limits.ts";

const msBetweenRequests = 10;

/**
 * The limits of requests as they are for a caller that asks every ten milliseconds, however quick or busy the machine
 * is: by its own clock a test of hundreds of requests would be refused on a quick one alone.
 */
export function createPacedLimits(): RequestLimits {
  const limits = createRequestLimits();
  let nowMs = 0;
  return {
    take(kind, name) {
      // Once a request: every one is counted by its address.
      if (kind === "address") nowMs += msBetweenRequests;
      return limits.take(kind, name, nowMs);
    },
  };
}
