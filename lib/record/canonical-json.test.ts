import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test.each([
  [{ b: 1, a: [true, null, "é\u2028"] }, '{"a":[true,null,"é\u2028"],"b":1}'],
  [
    { "\u20ac": 1, "\r": 2, "1": 3, "\ud83d\ude00": 4, "\ufb33": 5 },
    `{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}`,
  ],
  [[1e21, 0.1, -0, 1e-7, 333333333.3333333], "[1e+21,0.1,0,1e-7,333333333.3333333]"],
  [{ a: undefined, b: {} }, '{"b":{}}'],
])("%j", (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test("the order in which keys were written does not matter, and nothing is lost", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("what JSON cannot hold is refused", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, undefined]) {
    expect(() => canonicalJson(value)).toThrow("JSON cannot hold");
  }
});
