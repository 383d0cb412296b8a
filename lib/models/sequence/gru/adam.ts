/** Where Adam is: moments of the gradient by weight, and the steps taken. */
export interface AdamState {
  readonly mean: Float64Array;
  readonly square: Float64Array;
  steps: number;
}

export function newAdam(length: number): AdamState {
  return { mean: new Float64Array(length), square: new Float64Array(length), steps: 0 };
}

const meanDecay = 0.9;
const squareDecay = 0.999;
const epsilon = 1e-8;

/**
 * One step of Adam (Kingma & Ba 2015) down the gradient, which is scaled down to `mostNorm` where it is longer (Pascanu
 * et al. 2013), and then emptied. O(weights).
 */
export function stepAdam(
  state: AdamState,
  weights: Float64Array,
  gradient: Float64Array,
  { rate, mostNorm }: { readonly rate: number; readonly mostNorm: number },
): void {
  let norm = 0;
  for (const g of gradient) norm += g * g;
  const scale = Math.min(1, mostNorm / Math.max(Math.sqrt(norm), 1e-12));
  state.steps += 1;
  const meanShare = 1 - meanDecay ** state.steps;
  const squareShare = 1 - squareDecay ** state.steps;
  for (let i = 0; i < weights.length; i += 1) {
    const g = scale * (gradient[i] ?? 0);
    const mean = meanDecay * (state.mean[i] ?? 0) + (1 - meanDecay) * g;
    const square = squareDecay * (state.square[i] ?? 0) + (1 - squareDecay) * g * g;
    state.mean[i] = mean;
    state.square[i] = square;
    weights[i] = (weights[i] ?? 0) - (rate * (mean / meanShare)) / (Math.sqrt(square / squareShare) + epsilon);
  }
  gradient.fill(0);
}
