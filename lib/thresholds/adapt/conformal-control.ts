/** Quantile tracking by proportional and integral control of the flagged share (Angelopoulos et al., arXiv 2307.16895). */
export interface ConformalControl {
  readonly target: number;
  readonly gain: number;
  /** Null: proportional control alone. */
  readonly integral: { readonly gain: number; readonly saturation: number } | null;
  readonly tracked: number;
  readonly errorSum: number;
  readonly steps: number;
}

export function startControl(
  of: Pick<ConformalControl, "target" | "gain" | "integral"> & { readonly from: number },
): ConformalControl {
  const { target, gain, integral, from } = of;
  return { target, gain, integral, tracked: from, errorSum: 0, steps: 0 };
}

/** The threshold for the next score; `forecast` is what is expected of the score's quantile (time of day), if anything. */
export function controlThreshold({ tracked, integral, errorSum, steps }: ConformalControl, forecast = 0): number {
  if (integral === null || steps === 0) return tracked + forecast;
  const t = steps + 1;
  const angle = (errorSum * Math.log(t)) / (t * integral.saturation);
  // Beyond a right angle the tangent turns its sign; the paper takes it as without bound.
  const limited = Math.max(-1.57, Math.min(1.57, angle));
  return tracked + integral.gain * Math.tan(limited) + forecast;
}

/** q + gain (flagged - target): |mean flagged - target| <= (b + gain) / (gain T) for scores bounded by b, any sequence. */
export function stepControl(state: ConformalControl, flagged: boolean): ConformalControl {
  const error = Number(flagged) - state.target;
  return {
    ...state,
    tracked: state.tracked + state.gain * error,
    errorSum: state.errorSum + error,
    steps: state.steps + 1,
  };
}

/** C_sat = (2 / pi) (ceil(ln(T) delta) - 1 / ln T), for T steps. */
export function saturationFor(steps: number, delta: number): number {
  return (2 / Math.PI) * (Math.ceil(Math.log(steps) * delta) - 1 / Math.log(steps));
}
