/** Who had done what was asked for before, after the longest context in which it is known. */
export type KnownFrom = "entity" | "everyone" | "nobody";

/** How surprising an action was. The two parts add up to `nats`. */
export interface Surprise {
  /** -ln of the back-off share: 0 = what always comes; ln n = one in n. High = threatening. */
  readonly nats: number;
  /** The part that steps back to shorter contexts cost. */
  readonly backOffNats: number;
  /** The part that comes of how rare the action is where it is known. */
  readonly rarityNats: number;
  readonly knownFrom: KnownFrom;
  /** How many actions before were looked at there. */
  readonly order: number;
  /** It came so often among so many. */
  readonly seen: number;
  readonly of: number;
}

/** The surprise after that many steps back. Where nobody did it, as if it had come once more than all that is known. */
export function surpriseOf(
  found: Pick<Surprise, "knownFrom" | "order" | "seen" | "of">,
  steps: number,
  backOff: number,
): Surprise {
  const backOffNats = steps === 0 ? 0 : -steps * Math.log(backOff);
  const rarityNats = found.seen > 0 ? Math.log(found.of / found.seen) : Math.log(found.of + 1);
  return { ...found, nats: backOffNats + rarityNats, backOffNats, rarityNats };
}
