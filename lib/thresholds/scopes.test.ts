import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BandTable, ownBands, scopeBands } from "./band-table.ts";
import { firstPolicy, type PolicyBody, policySchema } from "./policy.ts";
import { policyProblems, startingBands } from "./policy-problems.ts";
import type { PolicyScope } from "./policy-scope.ts";
import { type ScopedEvent, scopeIndexOf } from "./scope-matcher.ts";
import { Thresholds } from "./thresholds.ts";

const anything = { classUids: [], sources: [], group: null };
const scope = (id: string, more: Partial<PolicyScope>): PolicyScope => ({
  id,
  name: id,
  match: anything,
  notify: "inherit",
  approve: "inherit",
  auto: "inherit",
  ...more,
});
const groups = [
  { id: "crown", name: "Crown jewels", names: ["DC01", "payroll"], ranges: ["10.9.0.0/16"] },
  { id: "lab", name: "Lab", names: [], ranges: ["10.8.0.0/16", "2001:db8::/32"] },
];
const scopes = [
  scope("crown-ssh", { match: { classUids: [4007], sources: [], group: "crown" } }),
  scope("crown", { match: { ...anything, group: "crown" } }),
  scope("lab", { match: { ...anything, group: "lab" } }),
  scope("noisy", { match: { classUids: [4001, 4003], sources: ["edge", "core"], group: null } }),
];
const event = (more: Partial<ScopedEvent>): ScopedEvent => ({
  classUid: 3002,
  source: "vpn",
  entities: [],
  timeMs: 0,
  ...more,
});

describe("scope of an event", () => {
  it.each([
    ["none", event({}), 0],
    ["all of what is asked", event({ classUid: 4007, entities: ["dc01"] }), 1],
    ["the first of two that fit", event({ classUid: 4007, entities: ["root", "10.9.1.2"] }), 1],
    ["a name whatever its letters", event({ entities: ["PAYROLL"] }), 2],
    ["no part of a name", event({ entities: ["payroll2"] }), 0],
    ["an address in a range", event({ entities: ["10.8.255.1"] }), 3],
    ["an address of six", event({ entities: ["2001:db8:5::1"] }), 3],
    ["the higher of two groups", event({ entities: ["10.8.0.1", "10.9.0.1"] }), 2],
    ["class and source", event({ classUid: 4003, source: "core" }), 4],
    ["class without source", event({ classUid: 4003 }), 0],
  ])("%s", (_name, of, expected) => {
    expect(scopeIndexOf({ scopes, groups }, of)).toBe(expected);
  });

  it("goes by the hours of its receipt where it states a time that lies further off than clocks and forwarders do", () => {
    const hours = { days: [0, 1, 2, 3, 4, 5, 6], from: 22 * 60, to: 6 * 60, zone: "UTC" };
    const night = [scope("night", { match: { ...anything, hours } })];
    const at = (stated: string, received: string) =>
      scopeIndexOf({ scopes: night, groups }, event({ timeMs: Date.parse(stated), receivedMs: Date.parse(received) }));
    expect(at("2026-03-02T03:00Z", "2026-03-02T03:10Z")).toBe(1);
    expect(at("2026-03-02T05:55Z", "2026-03-02T06:10Z")).toBe(1);
    expect(at("2026-03-02T05:55Z", "2026-03-02T06:11Z")).toBe(0);
    expect(at("2026-03-02T03:00Z", "2026-03-02T14:00Z")).toBe(0);
    expect(at("2026-03-02T14:00Z", "2026-03-02T23:00Z")).toBe(1);
  });

  it("is the first that fits, whatever the scopes are", () => {
    const some = <T>(values: readonly T[]) => fc.subarray([...values]);
    const match = fc.record({
      classUids: some([1, 2, 3]),
      sources: some(["a", "b"]),
      group: fc.constantFrom(null, "crown", "lab"),
    });
    const one = fc.record({
      classUid: fc.constantFrom(1, 2, 3, 4),
      source: fc.constantFrom("a", "b", "c"),
      entities: some(["dc01", "10.8.1.1", "10.9.9.9", "nobody"]),
      timeMs: fc.constant(0),
    });
    const isMember = (group: string, name: string) =>
      group === "crown" ? name === "dc01" || name.startsWith("10.9.") : name.startsWith("10.8.");
    fc.assert(
      fc.property(fc.array(match, { maxLength: 30 }), one, (matches, of) => {
        const all = matches.map((asked, i) => scope(`s${i}`, { match: asked }));
        const expected = matches.findIndex(
          ({ classUids, sources, group }) =>
            (classUids.length === 0 || classUids.includes(of.classUid)) &&
            (sources.length === 0 || sources.includes(of.source)) &&
            (group === null || of.entities.some((name) => isMember(group, name))),
        );
        expect(scopeIndexOf({ scopes: all, groups }, of)).toBe(expected + 1);
      }),
    );
  });
});

describe("bands of a scope", () => {
  const policy: PolicyBody = {
    ...firstPolicy,
    notify: { method: "fixed", margin: 9 },
    approve: 11,
    auto: 13,
    scopes: [
      scope("inherits", { match: { ...anything, sources: ["a"] } }),
      scope("own", { match: { ...anything, sources: ["b"] }, notify: 5, approve: 6, auto: "off" }),
      scope("quiet", { match: { ...anything, sources: ["c"] }, notify: 10, approve: "off", auto: "off" }),
    ],
  };

  it("are its own, inherited, or off", () => {
    expect(startingBands(policy).map(({ notify, approve, auto }) => [notify, approve, auto])).toEqual([
      [9, 11, 13],
      [9, 11, 13],
      [5, 6, null],
      [10, null, null],
    ]);
  });

  it("rise with the margin in every scope, and none begins below notify wherever notify has moved", () => {
    const margin = fc.double({ min: -14, max: 14, noNaN: true });
    fc.assert(
      fc.property(margin, margin, margin, (notify, a, b) => {
        const bands = [ownBands(policy, notify), ...scopeBands(policy, notify)];
        const table = new BandTable(bands);
        for (const [i, of] of bands.entries()) {
          expect(table.bandOf(i, Math.min(a, b))).toBeLessThanOrEqual(table.bandOf(i, Math.max(a, b)));
          expect(table.bandOf(i, a) > 0).toBe(a >= of.notify);
          expect(of.approve ?? of.notify).toBeGreaterThanOrEqual(of.notify);
        }
        expect(table.bandOf(0, Number.NaN)).toBe(0);
      }),
    );
  });

  it("follow the stream's notify where they inherit it", () => {
    const thresholds = new Thresholds({ ...policy, version: 2 });
    expect([0, 1, 2, 3].map((place) => thresholds.bandOf(9.5, place))).toEqual([1, 1, 2, 0]);
    thresholds.activate({ ...policy, version: 3, notify: { method: "fixed", margin: 10 } });
    expect([0, 1, 2, 3].map((place) => thresholds.bandOf(9.5, place))).toEqual([0, 0, 2, 0]);
  });
});

describe("a policy", () => {
  it("that was stored before there were scopes is read as one without", () => {
    const { groups: _groups, scopes: _scopes, ...old } = firstPolicy;
    expect(policySchema.parse(old)).toEqual(firstPolicy);
  });

  const { version: _version, ...body } = firstPolicy;
  it.each([
    ["scopes.0.approve", { scopes: [scope("a", { match: { ...anything, sources: ["x"] }, approve: 3 })] }],
    ["scopes.0.auto", { scopes: [scope("a", { match: { ...anything, sources: ["x"] }, auto: 12 })] }],
    ["scopes.0.match", { scopes: [scope("a", {})] }],
    ["scopes.0.match.group", { scopes: [scope("a", { match: { ...anything, group: "gone" } })] }],
    [
      "scopes.1.id",
      { groups, scopes: [scopes[0], { ...scope("crown-ssh", { match: { ...anything, group: "lab" } }), name: "b" }] },
    ],
    ["groups.0.names", { groups: [{ id: "a", name: "A", names: [], ranges: [] }] }],
    ["groups.0.ranges.0", { groups: [{ id: "a", name: "A", names: [], ranges: ["10.0.0.1/8"] }] }],
  ])("with something wrong at %s says so", (path, more) => {
    const policy = policySchema.parse({ ...body, ...more, version: 1 });
    expect(policyProblems(policy).map((problem) => problem.path)).toContain(path);
  });

  it("with a part that has no name says so, before it is asked what it would lead to", () => {
    const unnamed = scope("a", { name: " ", match: { ...anything, sources: ["x"] } });
    const group = { id: "b", name: "", names: ["DC01"], ranges: [] };
    expect(policyProblems({ ...body, scopes: [unnamed], groups: [group] })).toEqual([
      { path: "scopes.0.name", message: "A scope has a name." },
      { path: "groups.0.name", message: "A group has a name." },
    ]);
  });

  it("whose scope raises notify above an inherited approve is refused, not bent", () => {
    const raised = scope("a", { match: { ...anything, sources: ["x"] }, notify: 12 });
    const problems = policyProblems({ ...body, approve: 11, scopes: [raised] });
    expect(problems).toEqual([{ path: "scopes.0.approve", message: expect.stringContaining('in the scope "a"') }]);
    expect(policyProblems({ ...body, approve: 11, scopes: [{ ...raised, approve: "off" }] })).toEqual([]);
  });
});
