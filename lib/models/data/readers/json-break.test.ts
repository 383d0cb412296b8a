import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonBreak } from "./json-break.ts";

function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

describe("jsonBreak", () => {
  it.each([
    ['{"a":', 5],
    ['{"a":1,}', 7],
    ['{"a":tru}', 5],
    ["[1 2]", 3],
    ['{"a":1} x', 8],
    ["{a:1}", 1],
    ["[1}", 2],
    ['{"a" 1}', 5],
    ["", 0],
  ])("finds the place in %j", (source, place) => expect(jsonBreak(source)).toBe(place));

  it("agrees with the runtime on what is JSON", () => {
    const near = fc.string({
      unit: fc.constantFrom("{", "}", "[", "]", ":", ",", '"', "a", "1", "-", ".", "\\", " ", "true"),
    });
    fc.assert(
      fc.property(fc.oneof(near, fc.json()), (source) => {
        expect(jsonBreak(source) === -1).toBe(isJson(source));
      }),
      {
        numRuns: 2000,
      },
    );
  });
});
