import { expect, test } from "vitest";
import { playbookProblems } from "./playbook-problems.ts";
import { newPlaybook } from "./playbook-text.ts";

test("a new playbook lacks a name, and is blamed for it when somebody tries to save", () => {
  expect(playbookProblems(newPlaybook(1), { withEmpty: false })).toEqual({});
  expect(playbookProblems({ ...newPlaybook(1), name: "  " }, { withEmpty: true })).toEqual({ name: "Give it a name." });
  expect(playbookProblems({ ...newPlaybook(1), name: "Block" }, { withEmpty: true })).toEqual({});
});

test("a technique that is none is named by what one looks like, before any try", () => {
  const body = newPlaybook(1);
  const match = { ...body.match, techniques: ["T1110", "brute force"] };
  expect(playbookProblems({ ...body, match }, { withEmpty: false })).toEqual({
    "match.techniques.1": "An ATT&CK technique is like T1110 or T1110.001.",
  });
});
