import { expect, test } from "vitest";
import { bandPath, linePath, skylinePath, spreadLabels } from "./paths.ts";

test("a line is straight inside a run and broken between runs", () => {
  const path = linePath(
    [
      [
        { x: 0, y: 5 },
        { x: 1, y: 6 },
      ],
      [
        { x: 4, y: 7 },
        { x: 5, y: 8 },
      ],
    ],
    1,
  );
  expect(path).toBe("M0.0,5.0L1.0,6.0M4.0,7.0L5.0,8.0");
});

test("a lonely point is a dash as wide as its bucket", () => {
  expect(linePath([[{ x: 10, y: 5 }]], 4)).toBe("M8.0,5.0h4.0");
});

test("a band goes there along its top and back along its bottom", () => {
  const path = bandPath(
    [
      [
        { x: 0, low: 9, high: 1 },
        { x: 2, low: 8, high: 2 },
      ],
    ],
    1,
  );
  expect(path).toBe("M0.0,1.0L2.0,2.0L2.0,8.0L0.0,9.0Z");
});

test("buckets narrower than a pixel are drawn one pixel wide, and empty ones not at all", () => {
  const run = [
    { x: 2, y: 5 },
    { x: 2.2, y: 10 },
    { x: 2.4, y: 7 },
  ];
  expect(skylinePath([run], 0.2, 10)).toBe("M1.5,10.0V5.0h1V10.0ZM1.9,10.0V7.0h1V10.0Z");
});

test("a skyline has flat tops over whole buckets", () => {
  const path = skylinePath(
    [
      [
        { x: 1, y: 4 },
        { x: 3, y: 2 },
      ],
    ],
    2,
    10,
  );
  expect(path).toBe("M0.0,10.0L0.0,4.0H2.0L2.0,2.0H4.0V10.0Z");
});

test("labels are moved apart and keep their order", () => {
  expect(spreadLabels([50, 10, 12], 14)).toEqual([50, 10, 24]);
});
