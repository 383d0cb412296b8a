/**
 * The models that a roll back may lead to, the next one first, from the activations of a stream in their order (null: the
 * detectors without a model). Whoever goes back to a model has left the one after it for good: going back twice leads
 * further back, never forward again. Ends with null, which is always possible.
 */
export function modelsBefore(activations: readonly (number | null)[]): (number | null)[] {
  const path: (number | null)[] = [null];
  for (const model of activations) {
    if (model === path.at(-2) && path.length > 1) path.pop();
    else if (model !== path.at(-1)) path.push(model);
  }
  const before = path.slice(0, -1).reverse();
  return before.includes(null) ? before : [...before, null];
}
