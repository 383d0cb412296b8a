/** Shape of a text: see the `text…` columns of EventColumns. All NaN where there is no text. */
export interface TextShape {
  readonly length: number;
  /** Shannon entropy in bits a UTF-16 unit. */
  readonly entropy: number;
  /** Shares of the length, 0-1. */
  readonly digits: number;
  readonly upper: number;
  readonly symbols: number;
}

const noText: TextShape = {
  length: Number.NaN,
  entropy: Number.NaN,
  digits: Number.NaN,
  upper: Number.NaN,
  symbols: Number.NaN,
};

const letter = 1;
const digit = 2;
const upper = 3;
const symbol = 4;

/** Class of each UTF-16 unit, filled when the unit is first met (0 = not met): the regular expressions are slow. */
const unitClass = new Uint8Array(65_536);
/** Occurrences of each unit in the text at hand; all 0 between calls. */
const occurrences = new Uint32Array(65_536);
/** n * log2(n) for the counts that short texts have. */
const countTimesLog = Float64Array.from({ length: 512 }, (_, n) => (n === 0 ? 0 : n * Math.log2(n)));

function classify(unit: number): number {
  const text = String.fromCharCode(unit);
  const found = /\p{Nd}/u.test(text) ? digit : /\p{Lu}/u.test(text) ? upper : /\p{L}/u.test(text) ? letter : symbol;
  unitClass[unit] = found;
  return found;
}

/** Entropy from the counts of `occurrences`, which are cleared on the way. Cost: one pass over the text. */
function entropyOfCounts(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const n = occurrences[unit] ?? 0;
    if (n === 0) continue;
    sum += n < 512 ? (countTimesLog[n] ?? 0) : n * Math.log2(n);
    occurrences[unit] = 0;
  }
  return Math.max(0, Math.log2(text.length) - sum / text.length);
}

/** Measures the whole text, in two passes; every unit counts, so that a long harmless head hides nothing. */
export function measureText(text: string | null): TextShape {
  if (text === null || text.length === 0) return noText;
  let digits = 0;
  let uppers = 0;
  let symbols = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    occurrences[unit] = (occurrences[unit] ?? 0) + 1;
    const known = unitClass[unit] ?? 0;
    const kind = known === 0 ? classify(unit) : known;
    if (kind === digit) digits += 1;
    else if (kind === upper) uppers += 1;
    else if (kind === symbol) symbols += 1;
  }
  const length = text.length;
  return {
    length,
    entropy: entropyOfCounts(text),
    digits: digits / length,
    upper: uppers / length,
    symbols: symbols / length,
  };
}
