import { expect, test } from "vitest";
import { passwordErrors } from "./password-errors.ts";

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
