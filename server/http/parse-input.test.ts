import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "./app-error.ts";
import { parseInput } from "./parse-input.ts";

const schema = z
  .object({
    name: z.string().trim().min(1).max(5),
    reason: z.string().trim().min(3),
    url: z.url(),
    limit: z.coerce.number().int().min(1).max(10),
    kind: z.string("Choose a kind."),
  })
  .strict();
const valid = { name: "hook", reason: "because", url: "https://soc.example/hook", limit: 5, kind: "webhook" };

function messagesOf(input: object): Record<string, string> {
  try {
    parseInput(schema, input, "body");
  } catch (error) {
    if (error instanceof AppError) {
      return Object.fromEntries((error.details.fields ?? []).map(({ path, message }) => [path, message]));
    }
  }
  return {};
}

test("what is wrong with a field is said in words for people", () => {
  expect(messagesOf(valid)).toEqual({});
  expect(messagesOf({ ...valid, name: " ", reason: "ok", url: "soc.example", limit: "ten" })).toEqual({
    "body.name": "This must not be empty.",
    "body.reason": "Use 3 characters or more.",
    "body.url": "This is no address such as https://host.example/path.",
    "body.limit": "This has to be a number.",
  });
  expect(messagesOf({ ...valid, name: "longer", limit: 11, reason: undefined, kind: 1, x: 1 })).toEqual({
    "body.name": "Use 5 characters or fewer.",
    "body.limit": "At most 10.",
    "body.reason": "This is missing.",
    "body.kind": "Choose a kind.",
    "body.x": "There is no such field.",
  });
});
