/** Margins are counted in steps of a tenth from -14 to 14, which is all that a margin or threshold can be. */
export const marginStep = 0.1;
export const leastMargin = -14;
export const marginSteps = 280;

/** The step that a margin is counted in. */
export function stepOfMargin(margin: number): number {
  const step = Math.floor((margin - leastMargin) / marginStep);
  return step < 0 ? 0 : step >= marginSteps ? marginSteps - 1 : step;
}
