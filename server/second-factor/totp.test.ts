import { expect, test } from "vitest";
import { matchingStep, stepAt, toBase32, totpCode } from "./totp.ts";

const secret = Buffer.from("12345678901234567890");

// RFC 6238, appendix B (SHA-1).
test.each([
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
])("at %d s the code is %s", (seconds, code) => {
  expect(totpCode(secret, stepAt(new Date(seconds * 1000)), 8)).toBe(code);
});

// RFC 4648, section 10, without padding.
test.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foobar", "MZXW6YTBOI"],
])("%s in base 32 is %s", (text, encoded) => {
  expect(toBase32(Buffer.from(text))).toBe(encoded);
});

test("a code is taken within a step of its time, and once", () => {
  const now = new Date(1_234_567_890_000);
  const present = stepAt(now);
  const match = (step: number, lastStep = 0) => matchingStep(secret, { code: totpCode(secret, step), now, lastStep });
  expect([-2, -1, 0, 1, 2].map((away) => match(present + away))).toEqual([
    null,
    present - 1,
    present,
    present + 1,
    null,
  ]);
  expect(match(present, present)).toBeNull();
  expect(match(present - 1, present)).toBeNull();
  expect(match(present + 1, present)).toBe(present + 1);
});
