/**
 * Solves matrix x = right for a symmetric positive definite matrix (row-major, size x size) by Cholesky's factors.
 * A pivot that rounding or a redundant column has made no larger than a trace of the matrix is skipped: that unknown
 * gets 0, the others are solved without it. O(size^3 / 6).
 */
export function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const factor = matrix.slice();
  const smallest = 1e-14 * largestDiagonal(matrix, size);
  for (let column = 0; column < size; column += 1) factorColumn(factor, size, column, smallest);
  const solution = right.slice();
  for (let row = 0; row < size; row += 1) {
    let sum = solution[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (factor[row * size + k] ?? 0) * (solution[k] ?? 0);
    solution[row] = divided(sum, factor[row * size + row] ?? 0);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = solution[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) sum -= (factor[k * size + row] ?? 0) * (solution[k] ?? 0);
    solution[row] = divided(sum, factor[row * size + row] ?? 0);
  }
  return solution;
}

function factorColumn(factor: Float64Array, size: number, column: number, smallest: number): void {
  let pivot = factor[column * size + column] ?? 0;
  for (let k = 0; k < column; k += 1) pivot -= (factor[column * size + k] ?? 0) ** 2;
  const root = pivot > smallest ? Math.sqrt(pivot) : 0;
  factor[column * size + column] = root;
  for (let row = column + 1; row < size; row += 1) {
    let sum = factor[row * size + column] ?? 0;
    for (let k = 0; k < column; k += 1) sum -= (factor[row * size + k] ?? 0) * (factor[column * size + k] ?? 0);
    factor[row * size + column] = divided(sum, root);
  }
}

function divided(top: number, bottom: number): number {
  return bottom === 0 ? 0 : top / bottom;
}

function largestDiagonal(matrix: Float64Array, size: number): number {
  let largest = 0;
  for (let i = 0; i < size; i += 1) largest = Math.max(largest, matrix[i * size + i] ?? 0);
  return largest;
}
