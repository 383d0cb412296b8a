/** The value at a point; writes the gradient there into `gradient`. */
export type SmoothFunction = (point: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  readonly mostSteps?: number;
  /** Stops where no part of the gradient is larger than this. */
  readonly gradientTolerance?: number;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** False where the steps ran out first. */
  readonly converged: boolean;
}

/** Past steps from which the curvature is guessed. */
const remembered = 10;

/**
 * The minimum of a smooth function by L-BFGS (Nocedal 1980) with a line search that meets the weak Wolfe conditions by
 * bisection (Lewis & Overton 2013), so that the guessed curvature stays positive. Deterministic. O(steps x function).
 */
export function minimiseSmooth(of: SmoothFunction, start: Float64Array, options: MinimiseOptions = {}): Minimum {
  const tolerance = options.gradientTolerance ?? 1e-7;
  const mostSteps = options.mostSteps ?? 500;
  let here: Evaluated = evaluate(of, start.slice());
  const memory: Step[] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    if (largest(here.gradient) <= tolerance)
      return { point: here.point, value: here.value, steps: step, converged: true };
    const next = search(of, here, downhill(here.gradient, memory));
    // No step lowers the value any more: this is as near as doubles come.
    if (next === undefined) return { point: here.point, value: here.value, steps: step, converged: true };
    remember(memory, here, next);
    here = next;
  }
  return { point: here.point, value: here.value, steps: mostSteps, converged: false };
}

interface Evaluated {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

interface Step {
  readonly move: Float64Array;
  readonly turn: Float64Array;
  readonly product: number;
}

function evaluate(of: SmoothFunction, point: Float64Array): Evaluated {
  const gradient = new Float64Array(point.length);
  return { point, value: of(point, gradient), gradient };
}

function remember(memory: Step[], from: Evaluated, to: Evaluated): void {
  const move = to.point.map((value, i) => value - (from.point[i] ?? 0));
  const turn = to.gradient.map((value, i) => value - (from.gradient[i] ?? 0));
  const product = dot(move, turn);
  if (!(product > 0)) return;
  memory.push({ move, turn, product });
  if (memory.length > remembered) memory.shift();
}

/** The two-loop recursion: minus the inverse of the guessed curvature times the gradient. */
function downhill(gradient: Float64Array, memory: readonly Step[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares = new Float64Array(memory.length);
  for (let i = memory.length - 1; i >= 0; i -= 1) {
    const step = memory[i];
    if (step === undefined) continue;
    const share = dot(step.move, direction) / step.product;
    shares[i] = share;
    addScaled(direction, step.turn, -share);
  }
  const last = memory.at(-1);
  const scale = last === undefined ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : curvatureOf(last);
  for (let i = 0; i < direction.length; i += 1) direction[i] = (direction[i] ?? 0) * scale;
  for (const [i, step] of memory.entries()) {
    addScaled(direction, step.move, (shares[i] ?? 0) - dot(step.turn, direction) / step.product);
  }
  return direction;
}

function curvatureOf(step: Step): number {
  return step.product / dot(step.turn, step.turn);
}

function search(of: SmoothFunction, from: Evaluated, direction: Float64Array): Evaluated | undefined {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return undefined;
  let low = 0;
  let high = Infinity;
  let length = 1;
  let best: Evaluated | undefined;
  for (let trial = 0; trial < 50; trial += 1) {
    const there = evaluate(
      of,
      from.point.map((value, i) => value + length * (direction[i] ?? 0)),
    );
    if (!(there.value <= from.value + 1e-4 * length * slope)) high = length;
    else {
      if (there.value < from.value) best = there;
      if (dot(there.gradient, direction) >= 0.9 * slope) return best;
      low = length;
    }
    length = high === Infinity ? 2 * length : (low + high) / 2;
  }
  return best;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += (left[i] ?? 0) * (right[i] ?? 0);
  return sum;
}

function addScaled(into: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < into.length; i += 1) into[i] = (into[i] ?? 0) + scale * (values[i] ?? 0);
}

function largest(values: Float64Array): number {
  let size = 0;
  for (const value of values) size = Math.max(size, Math.abs(value));
  return size;
}
