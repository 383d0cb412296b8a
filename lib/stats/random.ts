/**
 * A seeded source of random numbers: xoshiro128** (Blackman and Vigna 2018), whose 128 bits of state are filled from
 * the seed by a mixing hash. The same seed gives the same numbers on every machine; nothing in `lib` may use any
 * other chance, or a score could not be recomputed and a scenario could not be shown twice.
 */
export interface Random {
  /** The next whole number in [0, 2^32). */
  uint32(): number;
  /** The next number in [0, 1), in steps of 2^-32. */
  fraction(): number;
  /**
   * An independent source named after its purpose. It depends on the seed and the label only, not on how many numbers
   * were drawn before, so that one more draw in one place does not change what happens in another.
   */
  fork(label: string): Random;
}

export function createRandom(seed: string | number): Random {
  const name = String(seed);
  const next = generatorFrom(name);
  return {
    uint32: next,
    fraction: () => next() / 4294967296,
    fork: (label) => createRandom(`${name}/${label}`),
  };
}

function generatorFrom(name: string): () => number {
  const fill = hashSequence(name);
  let a = fill();
  let b = fill();
  let c = fill();
  // A state of four zeros would stay zero for ever; one odd word rules it out.
  let d = fill() | 1;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

/** FNV-1a over the text, then one round of the murmur3 finaliser per number wanted. */
function hashSequence(text: string): () => number {
  let state = 2166136261;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 16777619);
  }
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
