import type { ServerRole } from "../organisation-types.ts";

/** How passwords are guessed: what one attacker does otherwise than another. */
export interface GuessingManner {
  /** Of the story. */
  readonly name: string;
  readonly scans: boolean;
  readonly gate: ServerRole;
  /** Addresses that guess beside the first. */
  readonly helpers: number;
  readonly guesses: readonly [least: number, most: number];
  /** Median pause between guesses, and the longest. */
  readonly gapMs: number;
  readonly longestGapMs: number;
  /** Share of the guesses at the account that gives way in the end; the others go through the usual names. */
  readonly accountShare: number;
  readonly serversAfter: readonly [least: number, most: number];
  /** Median of what is taken from each server. */
  readonly takenBytes: number;
}

/** What a demonstration shows: loud and quick, to be seen within two minutes. */
export const liveGuessing: GuessingManner = {
  name: "ssh-guessing",
  scans: true,
  gate: "bastion",
  helpers: 0,
  guesses: [260, 380],
  gapMs: 650,
  longestGapMs: 2_000,
  accountShare: 0.35,
  serversAfter: [4, 6],
  takenBytes: 9e7,
};

export const taughtGuessing: readonly GuessingManner[] = [
  liveGuessing,
  {
    ...liveGuessing,
    name: "ssh-guessing-patient",
    guesses: [90, 140],
    gapMs: 7_000,
    longestGapMs: 30_000,
    serversAfter: [2, 4],
    takenBytes: 3e7,
  },
  {
    ...liveGuessing,
    name: "ssh-guessing-several",
    scans: false,
    helpers: 3,
    guesses: [160, 240],
    gapMs: 1_500,
    longestGapMs: 6_000,
    accountShare: 0.6,
    serversAfter: [1, 3],
  },
];

/** Never taught: another gate, many addresses that each fail a few times, one account alone, hardly any data. */
export const heldOutGuessing: readonly GuessingManner[] = [
  {
    ...liveGuessing,
    name: "ssh-guessing-spread",
    scans: false,
    helpers: 15,
    guesses: [140, 200],
    gapMs: 5_000,
    longestGapMs: 20_000,
    accountShare: 0.1,
    serversAfter: [2, 3],
    takenBytes: 2e7,
  },
  {
    ...liveGuessing,
    name: "ssh-guessing-one-account",
    gate: "web",
    guesses: [50, 80],
    gapMs: 18_000,
    longestGapMs: 60_000,
    accountShare: 1,
    serversAfter: [1, 2],
    takenBytes: 4e8,
  },
];
