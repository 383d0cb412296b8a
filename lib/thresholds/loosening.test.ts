import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandTableOf } from "./band-table.ts";
import { looseningsOf } from "./loosening.ts";
import { firstPolicy, type PolicyBody, policySchema } from "./policy.ts";
import { chosenNotify, policyProblems } from "./policy-problems.ts";
import type { EntityGroup, PolicyScope } from "./policy-scope.ts";
import { scopeIndexOf } from "./scope-matcher.ts";

const { version: _version, ...first } = firstPolicy;
const base: PolicyBody = { ...first, notify: { method: "fixed", margin: 5 }, approve: 8, auto: 10 };
const guarded = policySchema.shape.notify.parse({ method: "guarded", target: 0.01, anchor: 5 });
const estimated = { method: "neymanPearson", alpha: 0.01, delta: 0.05, untilThen: 5 } as const;

const kinds = (after: Partial<PolicyBody>, before: Partial<PolicyBody> = {}) => [
  ...new Set(looseningsOf({ ...base, ...before }, { ...base, ...after }).map(({ kind }) => kind)),
];
const group = (id: string, ...names: string[]): EntityGroup => ({ id, name: id, names, ranges: [] });
const scope = (id: string, more: Partial<PolicyScope>): PolicyScope => ({
  id,
  name: id,
  match: { classUids: [], sources: [], group: null },
  notify: "inherit",
  approve: "inherit",
  auto: "inherit",
  ...more,
});
const ofClass = (uid: number) => ({ classUids: [uid], sources: [], group: null });

describe("what lets more through", () => {
  const cases: readonly (readonly [string, Partial<PolicyBody>, readonly string[]])[] = [
    ["notify up", { notify: { method: "fixed", margin: 6 } }, ["notify"]],
    ["notify down", { notify: { method: "fixed", margin: 4 } }, []],
    ["approve up", { approve: 9 }, ["approve"]],
    ["approve off", { approve: null, auto: null }, ["approve"]],
    ["approve down", { approve: 7 }, []],
    ["auto down", { auto: 9 }, ["auto"]],
    ["auto up or off", { auto: 12 }, []],
    ["a milder severity", { severity: { ...base.severity, auto: "high" } }, ["severity"]],
    ["a graver severity", { severity: { ...base.severity, notify: "high" } }, []],
    ["a rule that sets notify by itself", { notify: estimated }, ["notify"]],
    ["a rule that adapts notify", { notify: guarded }, ["notify"]],
    ["a scope that tells less", { scopes: [scope("a", { match: ofClass(3002), notify: 7 })] }, ["notify"]],
    ["a scope that tells more", { scopes: [scope("a", { match: ofClass(3002), notify: 4 })] }, []],
    ["a scope that does more alone", { scopes: [scope("a", { match: ofClass(3002), auto: 8 })] }, ["auto"]],
    ["a scope like everything else", { scopes: [scope("a", { match: ofClass(3002) })] }, []],
  ];
  test.each(cases)("%s", (_name, after, expected) => {
    expect(kinds(after)).toEqual(expected);
  });

  test.each([
    ["a guarded rule", guarded, { target: 0.005 }],
    ["a guarded rule", guarded, { target: 0.02 }],
    ["a guarded rule", guarded, { anchor: 4 }],
    ["a guarded rule", guarded, { spotCheckShare: 0.2 }],
    ["an estimate", estimated, { alpha: 0.02 }],
    ["an estimate", estimated, { delta: 0.1 }],
    ["an estimate", estimated, { untilThen: 4 }],
  ])(
    "%s that begins anew, whatever is changed of it: it may stand below where it begins by now",
    (_name, rule, more) => {
      const notify = policySchema.shape.notify.parse({ ...rule, ...more });
      expect([kinds({ notify }, { notify: rule }), kinds({ notify: rule }, { notify: rule })]).toEqual([
        ["notify"],
        [],
      ]);
    },
  );

  test("a scope counts by the events it takes: one that goes, moves, or takes others", () => {
    const strict = scope("strict", { match: ofClass(3002), notify: 3 });
    const lax = scope("lax", { match: { classUids: [], sources: ["sshd"], group: null }, notify: 7 });
    expect(kinds({ scopes: [] }, { scopes: [strict] })).toEqual(["notify"]);
    expect(kinds({ scopes: [] }, { scopes: [lax] })).toEqual([]);
    expect(kinds({ scopes: [lax, strict] }, { scopes: [strict, lax] })).toEqual(["notify"]);
    expect(kinds({ scopes: [strict, lax] }, { scopes: [lax, strict] })).toEqual([]);
    expect(kinds({ scopes: [{ ...strict, match: ofClass(4001) }] }, { scopes: [strict] })).toEqual(["notify"]);
    expect(kinds({ scopes: [{ ...strict, name: "renamed" }] }, { scopes: [strict] })).toEqual([]);
  });

  test("is found in no time between policies as large as they may be", () => {
    const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
    const large = (notify: number): Partial<PolicyBody> => ({
      groups: numbers(30).map((i) => group(`g${i}`, ...numbers(200).map((n) => `host-${i}-${n}`))),
      scopes: numbers(30).map((i) =>
        scope(`s${i}`, {
          match: {
            classUids: numbers(50).map((n) => n + i),
            sources: numbers(100).map((n) => `source ${n + i}`),
            group: `g${i}`,
          },
          notify,
        }),
      ),
    });
    // Who is within whom was once asked for each class and source: more than a minute, in which nothing else was answered.
    expect(kinds(large(4), large(3))).toEqual(["notify"]);
  }, 20_000);

  test("members of a group count as the group's scope does", () => {
    const scopes = [scope("quiet", { match: { classUids: [], sources: [], group: "lab" }, notify: 9 })];
    const [one, two] = [
      { scopes, groups: [group("lab", "a")] },
      { scopes, groups: [group("lab", "A", "b")] },
    ];
    expect([kinds(two, one), kinds(one, two), kinds(one, one)]).toEqual([["notify"], [], []]);
    expect(kinds({ groups: [group("unused", "a")] }, { groups: [] })).toEqual([]);
  });
});

describe("an exception", () => {
  const exception = {
    id: "scan",
    name: "Scan",
    match: { classUids: [], sources: [], group: "lab", entities: [] },
    reason: "weekly",
    expiresAt: "2026-12-01T00:00:00Z",
  };
  const [one, two] = [[group("lab", "a")], [group("lab", "a", "b")]];
  const before = { exceptions: [exception], groups: one };
  test.each([
    ["that is new", { groups: one, exceptions: [] }, before, ["exception"]],
    ["that goes", before, { groups: one, exceptions: [] }, []],
    ["as it was, under another name", before, { ...before, exceptions: [{ ...exception, name: "Other" }] }, []],
    [
      "that lasts longer",
      before,
      { ...before, exceptions: [{ ...exception, expiresAt: "2026-12-02T00:00:00Z" }] },
      ["exception"],
    ],
    ["that ends earlier", before, { ...before, exceptions: [{ ...exception, expiresAt: "2026-11-30T00:00:00Z" }] }, []],
    ["whose group grows", before, { ...before, groups: two }, ["exception"]],
    ["whose group shrinks", { ...before, groups: two }, before, []],
    [
      "that asks for no group any more",
      before,
      { ...before, exceptions: [{ ...exception, match: { ...exception.match, group: null, classUids: [3002] } }] },
      ["exception"],
    ],
  ])("%s", (_name, from, to, expected) => {
    expect(kinds(to, from)).toEqual(expected);
  });

  test("a scope that takes hours leaves its events to what comes after it for the rest of the day", () => {
    const hours = { days: [0, 1, 2, 3, 4], from: 480, to: 1080, zone: "UTC" };
    const always = scope("day", { match: ofClass(3002), notify: 3 });
    const byDay = scope("day", { match: { ...ofClass(3002), hours }, notify: 3 });
    expect([
      kinds({ scopes: [byDay] }, { scopes: [always] }),
      kinds({ scopes: [always] }, { scopes: [byDay] }),
    ]).toEqual([["notify"], []]);
    expect(kinds({ scopes: [{ ...byDay, name: "renamed" }] }, { scopes: [byDay] })).toEqual([]);
  });
});

const classes = [3002, 4001, 4003];
const sources = ["sshd", "proxy", "dns"];
const names = ["ann", "bob", "web-1", "10.0.0.7"];
const margins = fc.integer({ min: 2, max: 9 });
const orOff = fc.oneof(margins, fc.constant(null));
const someOf = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });
/** Monday mornings, and the whole of every Monday. */
const shifts = [0, 1].map((i) => ({ days: [0], from: 0, to: [720, 1440][i] ?? 0, zone: "UTC" }));
const times = ["2026-11-23T09:00:00Z", "2026-11-23T15:00:00Z", "2026-11-24T09:00:00Z"].map((iso) => Date.parse(iso));
const arbitraryScope = fc.record({
  match: fc
    .record({
      classUids: someOf(classes),
      sources: someOf(sources.slice(0, 2)),
      group: fc.constantFrom(null, "g0", "g1"),
      hours: fc.constantFrom(undefined, undefined, ...shifts),
    })
    .map(({ hours, ...match }) => (hours === undefined ? match : { ...match, hours })),
  notify: fc.oneof(margins, fc.constant("inherit" as const)),
  approve: fc.oneof(margins, fc.constantFrom("inherit" as const, "off" as const)),
  auto: fc.oneof(margins, fc.constantFrom("inherit" as const, "off" as const)),
});
const arbitraryPolicy = fc
  .record({
    margin: margins,
    approve: orOff,
    auto: orOff,
    members: fc.tuple(fc.subarray(names, { minLength: 1 }), fc.subarray(names, { minLength: 1 })),
    scopes: fc.array(arbitraryScope, { maxLength: 3 }),
  })
  .map(
    ({ margin, approve, auto, members, scopes }): PolicyBody => ({
      ...first,
      notify: { method: "fixed", margin },
      approve,
      auto,
      groups: members.map((list, i) => group(`g${i}`, ...list)),
      scopes: scopes.map((one, i) => scope(`s${i}`, one)),
    }),
  )
  .filter((policy) => policyProblems(policy).length === 0);

/** Every event that the policies above can tell apart, by the code that judges live. */
const events = classes.flatMap((classUid) =>
  sources.flatMap((source) =>
    [[], ...names.map((name) => [name]), ["ann", "10.0.0.7"], ["bob", "web-1"], names].flatMap((entities) =>
      times.map((timeMs) => ({ classUid, source, entities, timeMs })),
    ),
  ),
);
function bandsOf(policy: PolicyBody): number[] {
  const table = bandTableOf(policy, chosenNotify(policy.notify));
  return events.flatMap((event) => {
    const place = scopeIndexOf(policy, event);
    return Array.from({ length: 10 }, (_, margin) => table.bandOf(place, margin + 0.5));
  });
}

/** Less is told or asked of some event, or more is done to it without people. */
function letsMoreThrough(before: readonly number[], after: readonly number[]): boolean {
  return before.some((was, i) => {
    const is = after[i] ?? 0;
    return (was < 3 && is < was) || (was === 3 && is < 2) || (is === 3 && was < 3);
  });
}

describe("held against the code that judges", () => {
  test("whatever lets any event through is found", () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryPolicy, (before, after) => {
        if (!letsMoreThrough(bandsOf(before), bandsOf(after))) return;
        expect(looseningsOf(before, after)).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("of a change and its reverse at least one is a loosening, unless nothing changes", () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryPolicy, (one, other) => {
        const differs = JSON.stringify(bandsOf(one)) !== JSON.stringify(bandsOf(other));
        if (differs) expect([...looseningsOf(one, other), ...looseningsOf(other, one)]).not.toEqual([]);
        expect(looseningsOf(one, one)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
