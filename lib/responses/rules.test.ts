import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actionsFor, actionTable, withinLease } from "./actions.ts";
import { addressBytes, isAddressRange, isInRange } from "./address-range.ts";
import { canonicalJson } from "./canonical-json.ts";
import { defaultPlaybooks } from "./default-playbooks.ts";
import { type ApprovedSubject, evidenceHash } from "./evidence-hash.ts";
import { findGuard, type GuardFacts, protectionOf } from "./guards.ts";
import { isAutomatic, type MatchedAlert, targetsOf } from "./match-playbook.ts";
import { fitsPattern, isCovered } from "./name-pattern.ts";
import { refusalOf } from "./permitted.ts";
import { type ResponseTarget, responseActions, responseStates } from "./words.ts";

const target = (kind: ResponseTarget["kind"], name: string, role: string): ResponseTarget => ({
  kind,
  name,
  role,
  entityId: null,
});
const attacker = target("address", "203.0.113.9", "source");
const alert: MatchedAlert = {
  band: 1,
  family: "authentication",
  techniques: ["T1110.001"],
  detectors: ["failure-burst", "new-relation"],
  targets: [attacker, target("address", "10.0.0.5", "destination"), target("user", "backup", "user")],
};

describe("addresses and names", () => {
  test.each([
    ["10.1.2.3", "10.0.0.0/8", true],
    ["11.1.2.3", "10.0.0.0/8", false],
    ["192.168.7.129", "192.168.7.128/25", true],
    ["192.168.7.127", "192.168.7.128/25", false],
    ["::ffff:10.1.2.3", "10.0.0.0/8", true],
    ["2001:db8::1", "2001:db8::/32", true],
    ["2001:db9::1", "2001:db8::/32", false],
    ["::1", "::1", true],
    ["0:0:0:0:0:0:0:1", "::1/128", true],
    ["203.0.113.9", "0.0.0.0/0", true],
    ["mail.example.org", "0.0.0.0/0", false],
  ])("%s in %s: %s", (address, range, inside) => {
    expect(isInRange(address, range)).toBe(inside);
  });

  test("what is no address is none", () => {
    for (const text of [
      "",
      "1.2.3",
      "1.2.3.256",
      "1.2.3.4.5",
      ":::",
      "1::2::3",
      "12345::",
      "g::1",
      "1:2:3:4:5:6:7:8:9",
    ]) {
      expect([text, addressBytes(text)]).toEqual([text, null]);
    }
    for (const text of ["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "10.0.0.0/-1"]) {
      expect([text, isAddressRange(text)]).toEqual([text, false]);
    }
  });

  test("every address is in its own block of any length", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) =>
        isInRange(address, `${address}/${bits}`),
      ),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, bits) =>
        isInRange(address, `${address}/${bits}`),
      ),
    );
  });

  test("patterns mean the name, and * any characters; nothing else is special", () => {
    expect(fitsPattern("DC-01.harbour.example", "dc-*.harbour.example")).toBe(true);
    expect(fitsPattern("dcx01", "dc.01")).toBe(false);
    expect(fitsPattern("svc_backup", "svc_*")).toBe(true);
    expect(fitsPattern("a(b", "a(b")).toBe(true);
  });

  test("a protected name covers its other forms, so that no spelling slips past", () => {
    expect(isCovered("HARBOUR\\administrator", "administrator", "user")).toBe(true);
    expect(isCovered("administrator@harbour.example", "Administrator", "user")).toBe(true);
    expect(isCovered("dc-01.harbour.example", "DC-01", "host")).toBe(true);
    expect(isCovered("dc-011.harbour.example", "DC-01", "host")).toBe(false);
    expect(isCovered("10.9.0.1", "10", "host")).toBe(false);
  });

  test.each([
    ["HARBOUR\\eva", "eva@harbour.example", "user", true],
    ["eva", "HARBOUR\\eva", "user", true],
    ["HARBOUR/eva", "eva", "user", true],
    ["svc-mail@harbour.example", "HARBOUR\\svc-*", "user", true],
    ["\uff45\uff56\uff41", "eva", "user", true],
    ["e\u200bva", "eva", "user", true],
    ["DC01", "dc01.harbour.example", "host", true],
    ["dc01.harbour.example.", "dc01.harbour.example", "host", true],
    ["DC01$", "dc01.harbour.example", "host", true],
    ["HARBOUR\\DC01$", "dc01", "host", true],
    ["eva@quay.example", "eva@harbour.example", "user", false],
    ["dc01.quay.example", "dc01.harbour.example", "host", false],
    ["eva", "eva.smith", "user", false],
    ["anybody", "*@harbour.example", "user", false],
    ["ws-7", "*.harbour.example", "host", false],
    ["<eva@quay.example>", "<eva", "message", false],
  ] as const)("%s under the protection of %s (a %s): %s", (name, pattern, kind, covered) => {
    expect(isCovered(name, pattern, kind)).toBe(covered);
  });

  test("asterisks mean what they mean in a regular expression", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", ".", "*"), maxLength: 8 });
    fc.assert(
      fc.property(word, pattern, (text, wanted) => {
        const expression = new RegExp(`^${wanted.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
        expect(fitsPattern(text, wanted)).toBe(expression.test(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test("no name makes a pattern slow: whoever starts a response holds the kill switch's lock meanwhile", () => {
    const startedMs = performance.now();
    expect(fitsPattern("-".repeat(10_000), "*-*-*-*-*-*-*-*-x")).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});

describe("playbooks", () => {
  const [block, account, host, callsHome, message] = defaultPlaybooks("demo");
  if (!block || !account || !host || !callsHome || !message) throw new Error("Five playbooks come with a stream.");

  test("a guessing address is what the first one blocks", () => {
    expect(targetsOf(block, alert)).toEqual([attacker]);
    expect(targetsOf(account, alert)).toEqual([]);
  });

  test("band, family, technique, detector, entity and the switch decide together", () => {
    const match = { ...block.match };
    const matching = (changes: Partial<typeof match>) =>
      targetsOf({ ...block, match: { ...match, ...changes } }, alert).length;
    expect(matching({ fromBand: "approve" })).toBe(0);
    expect(matching({ families: ["process"] })).toBe(0);
    expect(matching({ families: ["process", "authentication"] })).toBe(1);
    expect(matching({ techniques: ["T1110"] })).toBe(1);
    expect(matching({ techniques: ["T1110.001"] })).toBe(1);
    expect(matching({ techniques: ["T111"] })).toBe(0);
    expect(matching({ detectors: ["new-relation"] })).toBe(0);
    expect(matching({ entities: ["203.0.113.0/24"] })).toBe(1);
    expect(matching({ entities: ["198.51.100.0/24", "fe80::/10"] })).toBe(0);
    expect(targetsOf({ ...block, enabled: false }, alert)).toEqual([]);
  });

  test("it acts alone only in the auto band, and only where it says so", () => {
    expect(isAutomatic({ ...block, automatic: true }, { ...alert, band: 3 })).toBe(true);
    expect(isAutomatic({ ...block, automatic: true }, { ...alert, band: 2 })).toBe(false);
    expect(isAutomatic(block, { ...alert, band: 3 })).toBe(false);
  });

  test("those that come with a stream fit their actions, and none acts alone", () => {
    for (const playbook of [...defaultPlaybooks("main"), ...defaultPlaybooks("demo")]) {
      expect(playbook.automatic).toBe(false);
      expect(actionTable[playbook.action].roles).toContain(playbook.targetRole);
      expect(withinLease(playbook.action, playbook.leaseSeconds)).toBe(playbook.leaseSeconds);
    }
    expect(defaultPlaybooks("main").every(({ match }) => match.fromBand === "approve")).toBe(true);
  });

  test("each action can be aimed at something, and says whom it touches", () => {
    const seen = { users: 1, hosts: 2, addresses: 3, events: 9, partial: false };
    for (const action of responseActions) {
      const { targetKind, roles, blastRadius } = actionTable[action];
      const aimed = target(targetKind, "x", roles[0] ?? "");
      expect(actionsFor(aimed)).toContain(action);
      expect(blastRadius(aimed, seen)).toMatch(/\d/);
    }
    expect(actionTable.block_address.blastRadius(target("address", "10.1.1.1", "source"), seen)).toContain("inside");
    // Of a destination inside addresses alone are known: without them it would look as if it touched nobody.
    expect(actionTable.block_address.blastRadius(target("address", "198.51.100.9", "destination"), seen)).toBe(
      "an outside address; 1 user, 2 hosts and 3 other addresses had to do with it in 24 hours",
    );
  });
});

describe("the evidence hash", () => {
  const subject: ApprovedSubject = {
    action: "block_address",
    target: attacker,
    executor: { id: 1, version: 1 },
    leaseSeconds: 3600,
    evidence: { score: 97.5, title: "Password guessing", detectors: ["failure-burst"] },
    policyVersion: 3,
    playbook: { id: 2, version: 7 },
  };
  const changed: readonly (readonly [string, Partial<ApprovedSubject>])[] = [
    ["action", { action: "disable_account" }],
    ["target", { target: { ...attacker, name: "203.0.113.8" } }],
    ["role", { target: { ...attacker, role: "destination" } }],
    ["executor", { executor: { id: 1, version: 2 } }],
    ["lease", { leaseSeconds: 3601 }],
    ["evidence", { evidence: { score: 97.4, title: "Password guessing", detectors: ["failure-burst"] } }],
    ["policy", { policyVersion: 4 }],
    ["playbook", { playbook: { id: 2, version: 8 } }],
    ["no playbook", { playbook: null }],
  ];
  test.each(changed)("another %s is another hash", (_name, change) => {
    expect(evidenceHash({ ...subject, ...change })).not.toBe(evidenceHash(subject));
  });

  test("the order of fields does not count, the order of lists does", () => {
    const turned = { detectors: ["failure-burst"], title: "Password guessing", score: 97.5 };
    expect(evidenceHash({ ...subject, evidence: turned })).toBe(evidenceHash(subject));
    expect(evidenceHash(subject)).toMatch(/^[0-9a-f]{64}$/);
    expect(canonicalJson({ b: [2, 1], a: "é\n", c: undefined })).toBe('{"a":"é\\n","b":[2,1]}');
  });

  test("canonical JSON reads back as what it was, and what is no JSON throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
    expect(() => canonicalJson(() => 1)).toThrow(TypeError);
  });
});

describe("guards", () => {
  const free: GuardFacts = {
    target: attacker,
    protectedPatterns: [{ kind: "address", pattern: "10.0.0.0/8", reason: "ours" }],
    killSwitchOn: false,
    budget: { maxActive: 5, maxPerHour: 10 },
    used: { active: 4, lastHour: 9 },
    approvedHash: "a",
    currentHash: "a",
    executorProblem: null,
  };
  test.each([
    ["nothing stands against it", {}, null],
    ["the kill switch", { killSwitchOn: true }, "kill_switch"],
    ["a protected target", { target: target("address", "10.2.3.4", "source") }, "protected"],
    ["another hash", { currentHash: "b" }, "evidence"],
    ["no approval", { approvedHash: null }, "evidence"],
    ["an executor that is off", { executorProblem: "It is off." }, "executor"],
    ["too many that hold", { used: { active: 5, lastHour: 0 } }, "budget"],
    ["too many within the hour", { used: { active: 0, lastHour: 10 } }, "budget"],
  ] as const)("%s", (_name, changes, found) => {
    expect(findGuard({ ...free, ...changes })?.name ?? null).toBe(found);
  });

  test("a pattern protects its own kind alone", () => {
    expect(protectionOf(target("host", "10.2.3.4", "host"), free.protectedPatterns)).toBeNull();
  });
});

describe("who may", () => {
  const asking = {
    state: "awaiting_approval",
    proposedBy: "system",
    actor: "tom@example.org",
    isKey: false,
    hasRight: true,
  } as const;
  test("nobody decides on their own proposal", () => {
    expect(refusalOf({ ...asking, verb: "approve" })).toBeNull();
    expect(refusalOf({ ...asking, verb: "approve", proposedBy: asking.actor })).toContain("own proposal");
    expect(refusalOf({ ...asking, verb: "override", proposedBy: asking.actor })).toContain("own proposal");
    expect(refusalOf({ ...asking, verb: "cancel", proposedBy: asking.actor })).toBeNull();
  });
  test("a key withdraws what it has proposed itself, and nothing else", () => {
    const key = { ...asking, isKey: true, actor: "key:soar" };
    expect(refusalOf({ ...key, verb: "cancel" })).toContain("itself");
    expect(refusalOf({ ...key, verb: "cancel", proposedBy: "key:soar" })).toBeNull();
  });
  test("each verb has the states it is for", () => {
    const possible = (verb: "approve" | "override" | "cancel" | "undo" | "extend" | "settle") =>
      responseStates.filter((state) => refusalOf({ ...asking, verb, state }) === null);
    expect(possible("approve")).toEqual(["awaiting_approval"]);
    expect(possible("override")).toEqual(["awaiting_approval"]);
    expect(possible("cancel")).toEqual(["awaiting_approval", "approved"]);
    expect(possible("undo")).toEqual(["active", "rollback_failed"]);
    expect(possible("extend")).toEqual(["active"]);
    expect(possible("settle")).toEqual(["unknown", "rollback_failed"]);
    expect(refusalOf({ ...asking, verb: "approve", hasRight: false })).not.toBeNull();
  });
});
