/** The level at which the next threshold is taken; may leave (0, 1), where everything or nothing is flagged. */
export interface ConformalLevel {
  readonly target: number;
  readonly gain: number;
  readonly level: number;
}

export function startLevel(target: number, gain = 0.005): ConformalLevel {
  return { target, gain, level: target };
}

/**
 * Adaptive conformal inference (Gibbs & Candes 2021, arXiv 2106.00170): level + gain (target - flagged). Over T steps
 * |mean flagged - target| <= (max(target, 1 - target) + gain) / (gain T), for any sequence. Alone it goes blind: under a
 * long shift the level falls below 0 and nothing is flagged. Use it as a trim.
 */
export function adaptiveLevel(state: ConformalLevel, flagged: boolean): ConformalLevel {
  return { ...state, level: state.level + state.gain * (state.target - Number(flagged)) };
}
