import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classUid } from "../event/classes.ts";
import { firstPolicy, type Policy } from "../thresholds/policy.ts";
import { createScorer, restoreScorer } from "./scorer.ts";
import { outputDigests } from "./testing/output-digest.ts";
import { columnsFrom, ordinaryEvents } from "./testing/sample-events.ts";
import type { ScoredBatch } from "./types.ts";

const events = columnsFrom(ordinaryEvents("scopes", 9000));
const names = new Map([[1, "gateway"]]);
const scoped: Policy = {
  ...firstPolicy,
  version: 2,
  groups: [{ id: "few", name: "Few", names: ["USER3", "host7"], ranges: ["10.0.0.16/28"] }],
  scopes: [
    {
      id: "few",
      name: "The few",
      match: { classUids: [], sources: ["gateway"], group: "few" },
      notify: 2,
      approve: 4,
      auto: "off",
    },
    {
      id: "sign-ins",
      name: "Sign-ins",
      match: { classUids: [classUid.authentication], sources: [], group: null },
      notify: 3,
      approve: "inherit",
      auto: "inherit",
    },
  ],
};

const text = (index: number | undefined) => events.strings[index ?? 0] ?? "";
function isOfFew(row: number): boolean {
  const last = (address: string) => Number(address.split(".")[3] ?? -1);
  const isIn = (address: string) => address.startsWith("10.0.0.") && last(address) >= 16 && last(address) < 32;
  const [user, host, src, dst] = [events.user, events.host, events.src, events.dst].map((column) => text(column[row]));
  return user === "user3" || host === "host7" || isIn(src ?? "") || isIn(dst ?? "");
}

function expectedBand(row: number, margin: number): number {
  if (isOfFew(row)) return margin >= 4 ? 2 : margin >= 2 ? 1 : 0;
  const notify = events.classUid[row] === classUid.authentication ? 3 : Math.log(9999);
  return margin >= notify ? 1 : 0;
}

const activateAt = 2500;
function run(cuts: readonly number[], stopAt: number | null): ScoredBatch[] {
  let scorer = createScorer();
  scorer.knowSources(names);
  const edges = [...new Set([0, activateAt, ...cuts, ...(stopAt === null ? [] : [stopAt]), events.length])];
  edges.sort((a, b) => a - b);
  return edges.slice(1).map((to, i) => {
    const from = edges[i] ?? 0;
    if (from === activateAt) scorer.activatePolicy(scoped);
    if (from === stopAt) {
      scorer = restoreScorer(scorer.checkpoint());
      scorer.knowSources(names);
    }
    return scorer.score(events, from, to);
  });
}

describe("scopes in the fold", () => {
  const whole = run([], null);

  it("judge each event from their offset on by the first that fits", () => {
    const [before, after] = whole;
    const flagged = [before, after].flatMap((batch) =>
      Array.from(batch?.band ?? [], (band, i) => ({
        band,
        row: (batch?.first ?? 0) + i,
        margin: batch?.margin[i] ?? 0,
      })),
    );
    const wrong = flagged.filter(({ band, row, margin }) =>
      row < activateAt ? band !== (margin >= Math.log(9999) ? 1 : 0) : band !== expectedBand(row, margin),
    );
    expect(wrong).toEqual([]);
    const judged = flagged.filter(({ row, band }) => row >= activateAt && band > 0);
    expect(judged.filter(({ row }) => isOfFew(row)).length).toBeGreaterThan(20);
    expect(judged.filter(({ row }) => !isOfFew(row)).length).toBeGreaterThan(20);
  });

  it("are named by the findings, with the notify that was reached", () => {
    for (const { scope, notify, row } of whole[1]?.findings ?? []) {
      const at = activateAt + row;
      expect([scope, notify]).toEqual(isOfFew(at) ? ["The few", 2] : [scope, scope === null ? Math.log(9999) : 3]);
    }
    expect(whole[1]?.findings.some(({ scope }) => scope === "Sign-ins")).toBe(true);
  });

  it("give the same bytes however the log is cut and wherever scoring is killed", () => {
    const expected = outputDigests(whole);
    const offset = fc.integer({ min: 1, max: events.length - 1 });
    fc.assert(
      fc.property(fc.array(offset, { maxLength: 5 }), offset, (cuts, stopAt) => {
        expect(outputDigests(run(cuts, stopAt))).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  }, 120_000);
});
