import { expect, test } from "vitest";
import { formatLocalInput, readFixedRange } from "./fixed-range.ts";
import { liveText } from "./live-text.ts";

test("a moment goes through its field unchanged, to the second", () => {
  const ms = Date.UTC(2026, 2, 4, 5, 6, 7);
  expect(readFixedRange(formatLocalInput(ms), formatLocalInput(ms + 61_000))).toEqual({
    ok: true,
    range: { from: ms, to: ms + 61_000 },
  });
});

test.each([
  ["", "2026-01-01T00:00:00", liveText.rangeIncomplete],
  ["2026-01-01T00:00:00", "2026-01-01T00:00:00", liveText.rangeBackward],
  ["2026-01-01T00:00:00", "2026-03-01T00:00:00", liveText.rangeTooLong],
])("%s to %s is refused", (from, to, reason) => {
  expect(readFixedRange(from, to)).toEqual({ ok: false, reason });
});
