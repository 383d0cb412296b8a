import { expect, it } from "vitest";
import { createWake } from "./wake.ts";

const never = new AbortController().signal;

it("loses no ring that came while nobody waited", async () => {
  const wake = createWake();
  const seen = wake.rings;
  wake.ring("log");
  expect(await wake.wait(seen, { ms: 60_000, signal: never })).toBe(true);
  expect(wake.policyRings).toBe(0);
});

it("ends a wait at the ring, at the signal, at the end of what it waits beside, or when the time is up", async () => {
  const wake = createWake();
  const rung = wake.wait(wake.rings, { ms: 60_000, signal: never });
  wake.ring("policy");
  expect(await rung).toBe(true);
  const stopping = new AbortController();
  const stopped = wake.wait(wake.rings, { ms: 60_000, signal: stopping.signal });
  stopping.abort();
  expect(await stopped).toBe(false);
  expect(await wake.wait(wake.rings, { ms: 1, signal: never })).toBe(false);
  expect(await wake.wait(wake.rings, { ms: 60_000, signal: never, until: Promise.reject(new Error("no")) })).toBe(
    false,
  );
});
