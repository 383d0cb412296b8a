import { expect, test } from "vitest";
import { freshnessOf, liveRequestOf } from "./live-request.ts";
import { parseLiveView, standingRange } from "./live-view.ts";

const usual = {
  minutes: 5,
  fixed: null,
  pausedAt: null,
  source: null,
  classUid: null,
  entity: null,
  asTable: false,
  order: "highest",
  eventId: null,
} as const;
const noon = Date.UTC(2026, 10, 22, 12);

test("an address says what is shown", () => {
  const params = new URLSearchParams(
    "minutes=1440&at=2026-11-22T12:00:00.000Z&source=3&class=3002&entity=00000000000000ff&view=table&order=latest&event=12",
  );
  expect(parseLiveView(params)).toEqual({
    minutes: 1440,
    fixed: null,
    pausedAt: noon,
    source: 3,
    classUid: 3002,
    entity: "00000000000000ff",
    asTable: true,
    order: "latest",
    eventId: 12,
  });
  const fixed = new URLSearchParams("from=2026-11-22T11:00:00Z&to=2026-11-22T12:00:00Z");
  expect(parseLiveView(fixed).fixed).toEqual({ from: noon - 3_600_000, to: noon });
});

test.each([
  "minutes=7&at=yesterday&view=pie&event=-3&source=one&class=-1&entity=root",
  "from=2026-11-22T12:00:00Z",
  "from=2026-11-22T12:00:00Z&to=2026-11-22T11:00:00Z",
  "from=2026-01-22T12:00:00Z&to=2026-11-22T11:00:00Z",
])("what makes no sense counts as not said: %s", (search) => {
  expect(parseLiveView(new URLSearchParams(search))).toEqual(usual);
});

test("a view that stands still asks for its own range, and gets nothing new", () => {
  const paused = { ...usual, pausedAt: noon };
  expect(standingRange(paused)).toEqual({ from: noon - 300_000, to: noon });
  expect(liveRequestOf("main", paused)).toMatchObject({
    minutes: undefined,
    from: "2026-11-22T11:55:00.000Z",
    to: "2026-11-22T12:00:00.000Z",
  });
  expect(freshnessOf(paused, 1)).toBe("still");
});

test("seconds of a whole stream are pushed, all else is asked for", () => {
  expect(freshnessOf(usual, 1)).toBe("pushed");
  expect(freshnessOf(usual, 60)).toBe("asked");
  expect(freshnessOf({ ...usual, classUid: 3002 }, 1)).toBe("asked");
});
