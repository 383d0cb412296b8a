import { expect, test } from "vitest";
import { ApiError, TransportError } from "./api-error.ts";
import { shouldRetry } from "./query-client.ts";

const refusal = (status: number) => new ApiError({ type: "", title: "", status, code: "", requestId: "" });

test.each([400, 401, 403, 404, 409, 422, 429])("a refusal with %d stays one", (status) => {
  expect(shouldRetry(0, refusal(status))).toBe(false);
});

test("what did not arrive is tried again, three times", () => {
  expect([0, 1, 2, 3].map((failures) => shouldRetry(failures, new TransportError("away")))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(shouldRetry(0, refusal(503))).toBe(true);
});
