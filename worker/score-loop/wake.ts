/** Tells a loop that there may be something new, without losing what came while it was busy. */
export interface Wake {
  /** Grows with every call of `ring`. */
  readonly rings: number;
  /** Grows with every call that concerned policies. */
  readonly policyRings: number;
  ring(about: "log" | "policy"): void;
  /** Resolves with true as soon as `rings` differs from `seen`, with false when one of the limits is reached. */
  wait(seen: number, limits: WaitLimits): Promise<boolean>;
}

export interface WaitLimits {
  readonly ms: number;
  readonly signal: AbortSignal;
  /** The wait also ends when this is settled, either way. */
  readonly until?: Promise<unknown> | null;
}

export function createWake(): Wake {
  let rings = 0;
  let policyRings = 0;
  const waiting = new Set<() => void>();
  return {
    get rings() {
      return rings;
    },
    get policyRings() {
      return policyRings;
    },
    ring(about) {
      rings += 1;
      if (about === "policy") policyRings += 1;
      for (const heard of [...waiting]) heard();
    },
    wait(seen, { ms, signal, until = null }) {
      if (rings !== seen || signal.aborted) return Promise.resolve(rings !== seen);
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          waiting.delete(done);
          resolve(rings !== seen);
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener("abort", done);
        waiting.add(done);
        until?.then(done, done);
      });
    },
  };
}
