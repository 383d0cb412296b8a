import fc from "fast-check";
import { expect, test } from "vitest";
import { scoresApart, scoreWords } from "./score-words.ts";

test("a score is shown to one decimal and never as a hundred it has not reached", () => {
  expect(scoreWords(49.96)).toBe("50.0");
  expect(scoreWords(99.98)).toBe("99.9");
  expect(scoreWords(100)).toBe("100.0");
});

test("two scores are written to as many decimals as tell them apart", () => {
  expect(scoresApart(95.6, 56.6)).toEqual(["95.6", "56.6"]);
  expect(scoresApart(63.52, 63.48)).toEqual(["63.52", "63.48"]);
  expect(scoresApart(99.97, 99.984)).toEqual(["99.97", "99.98"]);
  expect(scoresApart(99.99999, 99.999991)).toEqual(["99.9999", "99.9999"]);
  expect(scoresApart(70, 70)).toEqual(["70.0", "70.0"]);
  expect(scoresApart(null, 99)).toEqual(["off", "99.0"]);
});

test("scores a ten-thousandth apart never read the same, and keep their order", () => {
  const score = fc.double({ min: 0, max: 99.999, noNaN: true });
  fc.assert(
    fc.property(score, score, (a, b) => {
      fc.pre(Math.abs(a - b) > 1.01e-4);
      const [first, second] = scoresApart(a, b);
      expect(Number(first) < Number(second)).toBe(a < b);
      expect(first).not.toBe(second);
    }),
  );
});
