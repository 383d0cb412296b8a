import type { Random } from "./random.ts";

/** A whole number in [low, high], both included. */
export function drawInteger(random: Random, low: number, high: number): number {
  if (!(high >= low)) throw new RangeError(`drawInteger needs low <= high, got ${low} and ${high}`);
  return low + Math.floor(random.fraction() * (high - low + 1));
}

/** True with the given probability (0-1). */
export function drawChance(random: Random, probability: number): boolean {
  return random.fraction() < probability;
}

/** A standard normal number (Box and Muller 1958; the second of the pair is left unused to keep draws independent). */
export function drawNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.fraction()));
  return radius * Math.cos(2 * Math.PI * random.fraction());
}

/** Lognormal with the given median; sigma is the standard deviation of the logarithm. */
export function drawLognormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * drawNormal(random));
}

/** Waiting time of a Poisson process, in the unit of the mean. */
export function drawExponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.fraction());
}

/**
 * Pareto with tail index `alpha`: P(X > x) = (minimum / x)^alpha. Sizes of transfers follow it, with alpha a little
 * over 1: the mean exists, but rests on a few large ones.
 */
export function drawPareto(random: Random, minimum: number, alpha: number): number {
  return minimum / (1 - random.fraction()) ** (1 / alpha);
}

/** How often it happened before it stopped, 1 or more, with the given mean. */
export function drawGeometric(random: Random, mean: number): number {
  if (mean <= 1) return 1;
  return 1 + Math.floor(Math.log(1 - random.fraction()) / Math.log(1 - 1 / mean));
}

/** One of the items, each as likely. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.fraction() * items.length)];
  if (item === undefined) throw new RangeError("pick needs at least one item");
  return item;
}

/**
 * One of the items, the early ones more often: rank r with weight 1/r, as visits to sites and use of services are
 * distributed (Zipf). Exact for the continuous law, close enough for ranks.
 */
export function pickByRank<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor((items.length + 1) ** random.fraction()) - 1];
  if (item === undefined) throw new RangeError("pickByRank needs at least one item");
  return item;
}

/** `count` items, each as likely, some of them perhaps more than once: much cheaper than a shuffle of a long list. */
export function pickSeveral<Item>(random: Random, items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, () => pick(random, items));
}

/** The items in random order (sorted by a random key); the input is left as it is. */
export function shuffle<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, key: random.uint32() }))
    .sort((left, right) => left.key - right.key)
    .map((entry) => entry.item);
}
