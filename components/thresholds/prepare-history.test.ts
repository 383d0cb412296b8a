import fc from "fast-check";
import { expect, test } from "vitest";
import type { HistoryStep, ThresholdHistory } from "../../lib/contracts/threshold-history.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { prepareHistory } from "./prepare-history.ts";

const hourMs = 3_600_000;
const to = Date.parse("2026-11-22T12:00:00Z");
const from = to - 24 * hourMs;

function stepAt(hours: number, more: Partial<HistoryStep> & Pick<HistoryStep, "version">): HistoryStep {
  return {
    policyVersion: 1,
    // Replayed just now: nothing is drawn by the clock of the wall.
    at: to,
    streamAt: to - hours * hourMs,
    offset: 0,
    notify: 95,
    approve: null,
    auto: null,
    scopes: [],
    cause: "guarded",
    reason: "test",
    actor: "system",
    estimated: false,
    digest: "d",
    ...more,
  };
}

const prepare = (steps: readonly HistoryStep[], more: Partial<Parameters<typeof prepareHistory>[0]> = {}) => {
  const earlier = steps.filter(({ streamAt }) => streamAt === null || streamAt < from).length;
  const history: ThresholdHistory = { stream: "main", from, to, steps: [...steps], cut: false, earlier };
  return prepareHistory({ history, scopeId: null, bounds: null, ...more });
};

test("a threshold is drawn from the beginning of the period to now, and what was in force before is no move", () => {
  const [notify, ...others] = prepare([stepAt(30, { version: 1 }), stepAt(6, { version: 2, notify: 94 })]).bands;
  expect(others).toEqual([]);
  expect(notify?.segments.map((segment) => [segment.from, segment.to])).toEqual([
    [from, to - 6 * hourMs],
    [to - 6 * hourMs, to],
  ]);
  expect(notify?.clusters.map(({ moves }) => moves.map(({ before, after }) => [before, after]))).toEqual([[[95, 94]]]);
  expect(notify?.current).toBe(94);
});

test("a stream younger than the period is drawn from a little before its first thresholds", () => {
  const { domain, bands } = prepare([stepAt(1, { version: 1 })]);
  expect(domain[0]).toBe(to - 1.02 * hourMs);
  expect(bands[0]?.clusters.map(({ at }) => at)).toEqual([to - hourMs]);
});

test("what was set before the first event is drawn where the chart begins, and is a move of all time alone", () => {
  const steps = [stepAt(0, { version: 1, streamAt: null }), stepAt(6, { version: 2, notify: 94 })];
  const history: ThresholdHistory = { stream: "main", from, to, steps, cut: false, earlier: 1 };
  const versionsOf = (one: ThresholdHistory) =>
    prepareHistory({ history: one, scopeId: null, bounds: null }).bands[0]?.clusters.flatMap(({ moves }) =>
      moves.map(({ step }) => step.version),
    );
  expect(versionsOf(history)).toEqual([2]);
  expect(versionsOf({ ...history, from: to - 6 * hourMs, earlier: 0 })).toEqual([1, 2]);
});

test("a band that is switched off ends where it was, and the move says so", () => {
  const steps = [stepAt(30, { version: 1, approve: 99 }), stepAt(6, { version: 2 })];
  const approve = prepare(steps).bands.find(({ band }) => band === "approve");
  expect(approve?.segments.map((segment) => segment.to)).toEqual([to - 6 * hourMs]);
  expect(approve?.clusters[0]?.moves[0]).toMatchObject({ before: 99, after: null });
  expect(approve?.current).toBeNull();
});

test("a scope has a history of its own, from the version on that brought it", () => {
  const scope = { id: "dns", name: "DNS", notify: 90, approve: null, auto: null };
  const steps = [stepAt(30, { version: 1 }), stepAt(6, { version: 2, scopes: [scope] })];
  const [notify] = prepare(steps, { scopeId: "dns" }).bands;
  expect(notify?.segments.map((segment) => segment.from)).toEqual([to - 6 * hourMs]);
});

test("rails and anchor are of the stream's notify alone, and the axis holds them", () => {
  const bounds = { low: 3, high: 6, anchor: 4.5, since: from };
  const { bands } = prepare([stepAt(30, { version: 1, approve: 99 })], { bounds });
  const [low, high] = bands[0]?.axis ?? [0, 0];
  expect(low).toBeLessThan(3);
  expect(high).toBeGreaterThan(6);
  expect(bands[1]?.bounds).toBeNull();
});

test("round scores are written on the axis, however wide or narrow it is", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 11, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (low, wide) => {
        const bounds = { low, high: low + wide, anchor: low, since: from };
        const [band] = prepare([stepAt(30, { version: 1, notify: scoreOfMargin(low) })], { bounds }).bands;
        const scores = (band?.ticks ?? []).map(scoreOfMargin);
        expect(scores.length).toBeGreaterThanOrEqual(2);
        expect(scores.length).toBeLessThanOrEqual(7);
        for (const score of scores) expect(score * 10).toBeCloseTo(Math.round(score * 10), 6);
      },
    ),
  );
});

test("however many moves there are, each is in exactly one marker and markers can be told apart", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 24 * 60 }), { maxLength: 300 }), (minutes) => {
      const ordered = [...new Set(minutes)].sort((left, right) => right - left);
      const steps = ordered.map((minute, i) => stepAt(minute / 60, { version: i + 2, notify: 90 + (i % 7) }));
      const clusters = prepare([stepAt(30, { version: 1, notify: 50 }), ...steps]).bands[0]?.clusters ?? [];
      const versions = clusters.flatMap(({ moves }) => moves.map(({ step }) => step.version));
      expect(versions).toEqual(steps.map(({ version }) => version));
      expect(clusters.length).toBeLessThanOrEqual(91);
    }),
  );
});
