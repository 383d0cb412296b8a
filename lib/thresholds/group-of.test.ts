import { describe, expect, it } from "vitest";
import { groupOf } from "./group-of.ts";

const groups = [
  { id: "crown", name: "Crown jewels", names: ["DC01"], ranges: ["10.9.0.0/16"] },
  { id: "lab", name: "Lab", names: ["payroll"], ranges: ["10.0.0.0/8", "2001:db8::/32"] },
];

describe("the entity group of an event", () => {
  it("is the first in the policy's order that any of its entities belongs to", () => {
    expect(groupOf(groups, ["10.1.1.1", "dc01"])).toBe("Crown jewels");
    expect(groupOf(groups, ["10.9.3.4"])).toBe("Crown jewels");
    expect(groupOf(groups, ["alice", "2001:db8::9"])).toBe("Lab");
  });

  it("is none where none fits, or the policy has none", () => {
    expect(groupOf(groups, ["alice", "192.0.2.1"])).toBeNull();
    expect(groupOf([], ["dc01"])).toBeNull();
  });
});
