import { expect, test } from "vitest";
import type { PolicyScope } from "./policy-scope.ts";
import { scopeOfPart } from "./scope-of-part.ts";

const scope = (id: string, match: Partial<PolicyScope["match"]>): PolicyScope => ({
  id,
  name: id,
  match: { classUids: [], sources: [], group: null, ...match },
  notify: "inherit",
  approve: "inherit",
  auto: "off",
});
const scopes = [
  scope("admins", { group: "admins", classUids: [3002] }),
  scope("gate-sign-in", { classUids: [3002, 3003], sources: ["gate"] }),
  scope("sign-in", { classUids: [3002] }),
  scope("probe", { sources: ["probe"] }),
];

test.each([
  [{ classUid: 3002, source: "gate" }, "gate-sign-in"],
  [{ classUid: 3002, source: null }, "sign-in"],
  [{ classUid: 3002, source: "probe" }, "sign-in"],
  [{ classUid: 4001, source: "probe" }, "probe"],
  [{ classUid: null, source: "gate" }, null],
  [{ classUid: 4001, source: null }, null],
  [{ classUid: null, source: null }, null],
])("%j is judged by %s", (part, id) => {
  expect(scopeOfPart(scopes, part)?.id ?? null).toBe(id);
});
