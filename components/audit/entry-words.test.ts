import { expect, test } from "vitest";
import { shortActor, valueWords } from "./entry-words.ts";

test("values are said as their own pages say them, and those without words as they are", () => {
  expect(valueWords("state", "awaiting_approval")).toBe("Awaits approval");
  expect(valueWords("response.state", "rolled_back")).toBe("Undone, not verified");
  expect(valueWords("status", "in_progress")).toBe("In progress");
  expect(valueWords("verdict", "false_positive")).toBe("False positive");
  expect(valueWords("status", "disabled")).toBe("disabled");
  expect(valueWords("state", "constructor")).toBe("constructor");
  expect(valueWords("name", "in_progress")).toBe("in_progress");
});

test("an instance's own maker of keys is told by its host, people and keys by their whole name", () => {
  expect(shortActor("system:vm:/srv/tideline/state")).toBe("system on vm");
  expect(shortActor("system:vm:C:\\tideline")).toBe("system on vm");
  expect(shortActor("system")).toBe("system");
  expect(shortActor("key:siem")).toBe("key:siem");
});
