import { expect, test } from "vitest";
import { ApiError, describeError, PartlyDoneError } from "./api-error.ts";

const refusal = (detail: string, errors: { path: string; message: string }[]) =>
  new ApiError({ type: "t", title: "Not valid", status: 400, code: "invalid_request", requestId: "r", detail, errors });

test("a refusal names the fields that are wrong, and what is wrong with them", () => {
  const error = refusal("Some fields are not valid.", [
    { path: "body.reason", message: "Use 3 characters or more." },
    { path: "body.match.cidrBlocks.0", message: "This must not be empty." },
  ]);
  expect(describeError(error)).toBe(
    "Some fields are not valid. Reason: Use 3 characters or more. Cidr blocks: This must not be empty.",
  );
});

test("a title, which ends without a full stop, does not run into the fields", () => {
  const error = refusal("The request is not valid", [{ path: "body.name", message: "There is a view of this name." }]);
  expect(describeError(error)).toBe("The request is not valid. Name: There is a view of this name.");
});

test("what the sentence says already is not said twice", () => {
  const message = "198.51.100.1/99 is no range of addresses.";
  expect(describeError(refusal(message, [{ path: "body.pattern", message }]))).toBe(message);
});

test("what was not taken back is said as it is, not as a fault of the page", () => {
  expect(describeError(new PartlyDoneError("2 alerts changed since and stayed as they are."))).toMatch(/^2 alerts/);
});
