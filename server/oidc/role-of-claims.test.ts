import { expect, test } from "vitest";
import { roleOfClaims } from "./role-of-claims.ts";

const roleMap = [
  { claim: "soc-admins", role: "admin" },
  { claim: "soc", role: "analyst" },
] as const;
const read = (claims: Record<string, unknown>, roleClaim = "groups", defaultRole: "viewer" | null = null) =>
  roleOfClaims(claims, { roleClaim, roleMap, defaultRole });

test("the highest mapped role counts, from a list or one value", () => {
  expect(read({ groups: ["soc", "staff"] })).toBe("analyst");
  expect(read({ groups: ["soc", "soc-admins"] })).toBe("admin");
  expect(read({ groups: "soc" })).toBe("analyst");
});

test("nothing mapped is the default, and without one nobody", () => {
  expect(read({ groups: ["staff"] })).toBeNull();
  expect(read({})).toBeNull();
  expect(read({ groups: ["staff"] }, "groups", "viewer")).toBe("viewer");
  // Part of a name is not the name, and no prototype has roles.
  expect(read({ groups: ["xsoc-admins", "SOC"] })).toBeNull();
  expect(read({}, "constructor.name")).toBeNull();
});

test("dots lead into objects, unless the claim itself is named so", () => {
  expect(read({ realm_access: { roles: ["soc"] } }, "realm_access.roles")).toBe("analyst");
  expect(read({ "https://soc.example/roles": ["soc-admins"] }, "https://soc.example/roles")).toBe("admin");
});
