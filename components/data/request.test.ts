import { createServer } from "node:http";
import { expect, test } from "vitest";
import { z } from "zod";
import { TransportError } from "./api-error.ts";
import { request } from "./request.ts";

/** An address where nobody listens any more. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}/`;
}

test.each([
  ["GET", "this page tries again by itself"],
  ["POST", "then do it again"],
  ["PATCH", "then do it again"],
  ["DELETE", "then do it again"],
] as const)("%s without an answer promises no more than what happens: %s", async (method, words) => {
  const asked = request(z.null(), await deadAddress(), { method });
  await expect(asked).rejects.toThrow(TransportError);
  await expect(asked).rejects.toThrow(words);
});
