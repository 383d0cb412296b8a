import { expect, test } from "vitest";
import { oneTimePassword } from "./one-time-password.ts";
import { passwordProblem } from "./password-problem.ts";

const person = { email: "maria.lindgren@example.org", name: "Maria Lindgren" };

test.each([
  ["too short", "k7#Vw9!qLm2"],
  ["a leaked one", "Password1234"],
  ["a leaked one with look-alikes", "P@ssw0rd2024!"],
  ["common words in a row", "welcomeadmin1"],
  ["the keyboard", "qwertyuiop[]asdf".replace("[]", "")],
  ["the keyboard back", "poiuytrewq098"],
  ["digits", "123456789012"],
  ["one sign", "aaaaaaaaaaaaaaaa"],
  ["a repeated piece", "abcabcabcabcab"],
  ["the mailbox", "maria.lindgren1"],
  ["the name and a year", "MariaLindgren2026"],
  ["the organisation", "example2026!!"],
])("refuses %s", (_name, password) => {
  expect(passwordProblem(password, person)).not.toBeNull();
});

test.each([
  "quiet harbour lantern 7",
  "correct horse battery staple",
  "vJ8-kq2W_zt0Rb",
  "maria has eleven green umbrellas",
  "långt bort i skogen",
])("accepts %s", (password) => {
  expect(passwordProblem(password, person)).toBeNull();
});

test("one-time passwords pass their own rules and do not repeat", () => {
  const many = Array.from({ length: 200 }, () => oneTimePassword());
  expect(new Set(many).size).toBe(200);
  expect(many.filter((password) => passwordProblem(password, person) !== null)).toEqual([]);
});
