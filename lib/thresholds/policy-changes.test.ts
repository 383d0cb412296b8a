import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstPolicy, type PolicyBody } from "./policy.ts";
import { diffPolicies } from "./policy-diff.ts";
import type { PolicyException } from "./policy-exception.ts";
import type { PolicyScope } from "./policy-scope.ts";
import { rebasePolicy } from "./rebase-policy.ts";

const { version: _version, ...body } = firstPolicy;
const scope = (id: string, notify: PolicyScope["notify"]): PolicyScope => ({
  id,
  name: id.toUpperCase(),
  match: { classUids: [4007], sources: ["edge"], group: null },
  notify,
  approve: "inherit",
  auto: "off",
});
const exception = (id: string, expiresAt: string): PolicyException => ({
  id,
  name: id.toUpperCase(),
  match: { classUids: [], sources: ["edge"], group: null, entities: [] },
  reason: "weekly scan",
  expiresAt,
});
const anyPolicy: fc.Arbitrary<PolicyBody> = fc
  .record({
    margin: fc.constantFrom(3, 5, 9),
    approve: fc.constantFrom(null, 10, 11),
    worst: fc.constantFrom("high" as const, "critical" as const),
    ids: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { maxLength: 4 }),
    own: fc.constantFrom(2, 4, "inherit" as const),
    minutes: fc.constantFrom(10, 15),
    ends: fc.uniqueArray(fc.constantFrom(1, 2, 3), { maxLength: 3 }),
  })
  .map(({ margin, approve, worst, ids, own, minutes, ends }) => ({
    ...body,
    handlingMinutes: minutes,
    exceptions: ends.map((day) => exception(`e${day}`, `2026-12-0${minutes - 8}T00:00:00Z`)),
    notify: { method: "fixed", margin },
    approve,
    severity: { ...body.severity, auto: worst },
    scopes: ids.map((id) => scope(id, own)),
  }));

describe("diff", () => {
  it("names what differs in scores and words", () => {
    const after: PolicyBody = {
      ...body,
      notify: { method: "fixed", margin: Math.log(999) },
      scopes: [scope("a", 4.6)],
    };
    expect(diffPolicies(body, after)).toEqual([
      { path: "notify", what: "notify", before: "95.6, 1 in 10,000", after: "82.3, 1 in 1,000" },
      {
        path: "scopes.a",
        what: "scope A",
        before: "",
        after: "SSH Activity, from edge; notify 50.0, 1 in 100; approve as everything else; auto off",
      },
    ]);
  });

  it("says what an exception covers, until when and why, and within which hours a scope holds", () => {
    const hours = { days: [4, 0], from: 22 * 60, to: 6 * 60, zone: "Europe/Berlin" };
    const timed = { ...scope("a", 4.6), match: { ...scope("a", 4.6).match, hours } };
    const before: PolicyBody = { ...body, scopes: [scope("a", 4.6)] };
    const after: PolicyBody = { ...body, scopes: [timed], exceptions: [exception("e", "2026-12-01T06:30:00Z")] };
    expect(diffPolicies(before, after).map((change) => [change.path, change.after])).toEqual([
      ["scopes.a.match", "SSH Activity, from edge, Mon, Fri 22:00 to 06:00 (Europe/Berlin)"],
      ["exceptions.e", "from edge, until 2026-12-01 06:30 UTC: weekly scan"],
    ]);
  });

  it("says that a new scope takes any event as long as it names none", () => {
    const unnamed = { ...scope("a", "inherit"), match: { classUids: [], sources: [], group: null } };
    const [change] = diffPolicies(body, { ...body, scopes: [unnamed] });
    expect(change?.after).toMatch(/^any event; notify as everything else/);
  });

  it("is empty for equal policies alone", () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, (left, right) => {
        expect(diffPolicies(left, left)).toEqual([]);
        if (JSON.stringify(left) !== JSON.stringify(right)) expect(diffPolicies(left, right)).not.toEqual([]);
      }),
    );
  });
});

describe("rebase", () => {
  it("keeps the one side that changed anything", () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, (base, changed) => {
        expect(rebasePolicy({ base, mine: base, theirs: changed })).toEqual({ policy: changed, conflicts: [] });
        expect(rebasePolicy({ base, mine: changed, theirs: base })).toEqual({ policy: changed, conflicts: [] });
        expect(rebasePolicy({ base, mine: changed, theirs: changed })).toEqual({ policy: changed, conflicts: [] });
      }),
    );
  });

  it("brings both sides' changes together, and names what both changed", () => {
    const base: PolicyBody = { ...body, scopes: [scope("a", 2), scope("b", 2)] };
    const mine: PolicyBody = { ...base, approve: 10, scopes: [scope("a", 3), scope("b", 2), scope("c", 1)] };
    const theirs: PolicyBody = { ...base, approve: 11, auto: 12, scopes: [scope("d", 5), scope("a", 2)] };
    const { policy, conflicts } = rebasePolicy({ base, mine, theirs });
    expect([policy.approve, policy.auto, conflicts]).toEqual([10, 12, ["approve"]]);
    expect(new Map(policy.scopes.map(({ id, notify }) => [id, notify]))).toEqual(
      new Map([
        ["a", 3],
        ["c", 1],
        ["d", 5],
      ]),
    );
  });
});
