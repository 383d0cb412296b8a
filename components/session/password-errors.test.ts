import { expect, test } from "vitest";
import { passwordErrors, refusedPasswords } from "./password-errors.ts";

const long = "correct horse battery";

test.each([
  ["all is well", { current: "one-time", next: long, again: long }, []],
  ["too short", { current: "one-time", next: "short", again: "short" }, ["next"]],
  ["the old one again", { current: long, next: long, again: long }, ["next"]],
  ["typed differently", { current: "one-time", next: long, again: `${long}!` }, ["again"]],
  ["nothing entered", { current: "", next: "", again: "" }, ["current", "next"]],
])("%s", (_name, fields, wrong) => {
  expect(Object.keys(passwordErrors(fields))).toEqual(wrong);
});

test("a wrong one-time password is said at its own field, in the form's words", () => {
  const refused = [{ path: "body.currentPassword", message: "The current password is wrong." }];
  expect(refusedPasswords(refused, "The one-time password is wrong.")).toEqual({
    current: "The one-time password is wrong.",
  });
  expect(refusedPasswords([{ path: "body.newPassword", message: "Too common." }], "wrong")).toEqual({
    next: "Too common.",
  });
});
