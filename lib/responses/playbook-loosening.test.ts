import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAutomatic, type MatchedAlert, targetsOf } from "./match-playbook.ts";
import { playbookLoosenings, type WeighedPlaybook } from "./playbook-loosening.ts";

const asks: WeighedPlaybook = {
  name: "Block",
  enabled: true,
  match: { fromBand: "approve", families: [], techniques: ["T1110"], detectors: [], entities: [] },
  action: "block_address",
  targetRole: "source",
  executorId: 1,
  leaseSeconds: 3600,
  decideWithinSeconds: 1800,
  automatic: false,
  budget: { maxActive: 10, maxPerHour: 10 },
};
const alone: WeighedPlaybook = { ...asks, automatic: true };
const match = (more: Partial<WeighedPlaybook["match"]>) => ({ match: { ...asks.match, ...more } });
const kinds = (before: WeighedPlaybook | null, after: WeighedPlaybook) => [
  ...new Set(playbookLoosenings(before, after).map(({ kind }) => kind)),
];

describe("what a playbook lets through", () => {
  const changes: readonly (readonly [string, WeighedPlaybook | null, WeighedPlaybook, readonly string[]])[] = [
    ["a new one that asks", null, asks, []],
    ["a new one that acts by itself", null, alone, ["auto"]],
    ["a new one that would, and is off", null, { ...alone, enabled: false }, []],
    ["acting instead of asking", asks, alone, ["auto"]],
    ["asking instead of acting", alone, asks, []],
    ["one that acts is switched on", { ...alone, enabled: false }, alone, ["auto"]],
    ["one that asks is switched on", { ...asks, enabled: false }, asks, []],
    ["one is switched off", asks, { ...asks, enabled: false }, ["approve"]],
    ["asking from a higher band on", asks, { ...asks, ...match({ fromBand: "auto" }) }, ["approve"]],
    ["asking from a lower band on", asks, { ...asks, ...match({ fromBand: "notify" }) }, []],
    ["asking about fewer alerts", asks, { ...asks, ...match({ techniques: ["T1110.001"] }) }, ["approve"]],
    ["asking about more alerts", asks, { ...asks, ...match({ techniques: [] }) }, []],
    ["acting on more alerts", alone, { ...alone, ...match({ techniques: [] }) }, ["auto"]],
    ["acting on other alerts", alone, { ...alone, ...match({ techniques: ["T1059"] }) }, ["auto", "approve"]],
    ["acting by another executor", alone, { ...alone, executorId: 2 }, ["auto"]],
    ["asking for another executor", asks, { ...asks, executorId: 2 }, []],
    ["doing something else", asks, { ...asks, action: "isolate_host", targetRole: "host" }, ["approve"]],
    ["acting for longer", alone, { ...alone, leaseSeconds: 7200 }, ["auto"]],
    ["acting for less long", alone, { ...alone, leaseSeconds: 600 }, []],
    ["acting more often", alone, { ...alone, budget: { maxActive: 10, maxPerHour: 11 } }, ["auto"]],
    ["acting less often", alone, { ...alone, budget: { maxActive: 9, maxPerHour: 9 } }, []],
    ["less time to decide", asks, { ...asks, decideWithinSeconds: 60 }, ["approve"]],
    ["another name", alone, { ...alone, name: "Keep out" }, []],
  ];
  test.each(changes)("%s", (_what, before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected);
  });

  test("a block of addresses within another takes nothing that the other did not", () => {
    const on = (...entities: string[]) => ({ ...alone, ...match({ entities }) });
    expect(kinds(on("10.0.0.0/8"), on("10.1.0.0/16", "10.2.3.4"))).toEqual(["approve"]);
    expect(kinds(on("10.1.0.0/16"), on("10.0.0.0/8"))).toEqual(["auto"]);
    expect(kinds(on("web-*"), on("web-1"))).toEqual(["approve"]);
    expect(kinds(on("WEB-1"), on("web-1"))).toEqual([]);
  });
});

const words = (...all: readonly string[]) => fc.subarray([...all], { maxLength: 2 });
const arbitraryPlaybook: fc.Arbitrary<WeighedPlaybook> = fc.record({
  name: fc.constant("one"),
  enabled: fc.boolean(),
  match: fc.record({
    fromBand: fc.constantFrom("notify", "approve", "auto"),
    families: words("authentication", "process"),
    techniques: words("T1110", "T1110.001", "T1059"),
    detectors: words("beacon", "failure-burst"),
    entities: words("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "10.*", "192.0.2.7"),
  }),
  action: fc.constant("block_address"),
  targetRole: fc.constantFrom("source", "destination"),
  executorId: fc.constant(1),
  leaseSeconds: fc.constant(3600),
  decideWithinSeconds: fc.constant(1800),
  automatic: fc.boolean(),
  budget: fc.constant({ maxActive: 10, maxPerHour: 10 }),
});
const target = (role: "source" | "destination", name: string) =>
  ({ kind: "address", role, name, entityId: null }) as const;
const arbitraryAlert: fc.Arbitrary<MatchedAlert> = fc.record({
  band: fc.constantFrom(1, 2, 3),
  family: fc.constantFrom("authentication", "process", "email"),
  techniques: words("T1110.001", "T1110.003", "T1059"),
  detectors: fc.constantFrom(["beacon"], ["failure-burst"], ["new-relation"]),
  targets: fc
    .constantFrom("10.1.2.3", "10.1.9.9", "10.9.9.9", "192.0.2.7")
    .chain((name) => fc.constantFrom([target("source", name)], [target("destination", name)])),
});

test("no alert is acted on without people, and none is kept from them, that is not found", () => {
  fc.assert(
    fc.property(
      arbitraryPlaybook,
      arbitraryPlaybook,
      fc.array(arbitraryAlert, { minLength: 20, maxLength: 20 }),
      (before, after, alerts) => {
        const found = kinds(before, after);
        const doneAlone = (playbook: WeighedPlaybook, alert: MatchedAlert) =>
          isAutomatic(playbook, alert) ? targetsOf(playbook, alert) : [];
        for (const alert of alerts) {
          const isMore = (was: readonly unknown[], is: readonly unknown[]) => is.length > was.length;
          if (isMore(doneAlone(before, alert), doneAlone(after, alert))) expect(found).toContain("auto");
          if (isMore(targetsOf(after, alert), targetsOf(before, alert))) expect(found).toContain("approve");
        }
      },
    ),
    { numRuns: 300 },
  );
  fc.assert(fc.property(arbitraryPlaybook, (playbook) => kinds(playbook, playbook).length === 0));
});
