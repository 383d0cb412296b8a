import { expect, test } from "vitest";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import { policyProblems } from "../../lib/thresholds/policy-problems.ts";
import {
  marginIn,
  membersOf,
  thresholdOf,
  withException,
  withNewException,
  withNewScope,
  withoutException,
  withoutScope,
  withScopeMoved,
  withThreshold,
} from "./edit-policy.ts";

const { version: _version, ...body } = firstPolicy;

test("a new scope inherits all, stands first, and has a name of its own", () => {
  const one = withNewScope(body);
  const two = withNewScope(one.policy);
  expect(two.policy.scopes.map(({ id }) => id)).toEqual(["scope-2", "scope-1"]);
  expect(thresholdOf(two.policy, "scope-2", "notify")).toBe("inherit");
  expect(marginIn(two.policy, "scope-2", "notify")).toBe(Math.log(9999));
  const again = withNewScope(withoutScope(two.policy, "scope-1"));
  expect(new Set(again.policy.scopes.map(({ id }) => id)).size).toBe(2);
});

test("thresholds are set where they are meant, and off is off", () => {
  const { policy, id } = withNewScope({ ...body, approve: 11 });
  const own = withThreshold(policy, { scopeId: id, band: "approve", value: "off" });
  expect([marginIn(own, id, "approve"), marginIn(own, null, "approve")]).toEqual([null, 11]);
  const base = withThreshold(own, { scopeId: null, band: "notify", value: 5 });
  expect([marginIn(base, id, "notify"), base.notify]).toEqual([5, { method: "fixed", margin: 5 }]);
  expect(withThreshold(base, { scopeId: null, band: "approve", value: "off" }).approve).toBeNull();
});

test("the first cannot move further up", () => {
  const { policy } = withNewScope(withNewScope(body).policy);
  const ids = (of: typeof policy) => of.scopes.map(({ id }) => id);
  expect(ids(withScopeMoved(policy, "scope-2", -1))).toEqual(ids(policy));
  expect(ids(withScopeMoved(policy, "scope-2", 1))).toEqual(["scope-1", "scope-2"]);
});

test("members are names or ranges, each once", () => {
  expect(membersOf(" dc01 \n10.0.0.0/8\n\n2001:db8::1\n192.0.2.7\ndc01\nface")).toEqual({
    names: ["dc01", "face"],
    ranges: ["10.0.0.0/8", "2001:db8::1", "192.0.2.7"],
  });
});

test("a new exception covers nothing, ends in a week and needs a reason; one from an alert brings its own", () => {
  const now = Date.UTC(2026, 10, 26, 12);
  const one = withNewException(body, now);
  expect(one.exceptions[0]).toMatchObject({ expiresAt: "2026-12-03T12:00:00.000Z", reason: "" });
  expect(policyProblems(one).map(({ path }) => path)).toEqual(["exceptions.0.match", "exceptions.0.reason"]);
  const match = { classUids: [], sources: [], group: null, entities: ["10.0.0.7"] };
  const two = withNewException(one, now, { match, reason: "after alert 7" });
  expect(policyProblems(withoutException(two, "exception-1"))).toEqual([]);
  expect(withException(two, "exception-2", { name: "Scanner" }).exceptions.map(({ name }) => name)).toEqual([
    "Exception 1",
    "Scanner",
  ]);
});
