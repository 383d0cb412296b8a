import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AppError, errorCodes } from "../../http/app-error.ts";
import { problemResponse } from "../../http/problem.ts";

/** What is still read of a body that was refused, so that its sender comes to reading the answer. */
const drainBytes = 32 * 1024 * 1024;
const drainMs = 2_000;

/** Reads and forgets the rest of the body, within limits. */
function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, drainMs);
    function finish(): void {
      clearTimeout(timer);
      resolve();
    }
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > drainBytes) finish();
    });
    request.once("end", finish);
    request.once("close", finish);
    request.resume();
  });
}

/** Gives the answer the id of its request, which it returns, and the headers that every answer of the API has. */
export function markAnswer(response: ServerResponse): string {
  const requestId = randomUUID();
  response.setHeader("x-request-id", requestId);
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
  return requestId;
}

/** Writes the failure as problem details. A sender that does not come to its end loses its connection. */
export async function sendProblem(response: ServerResponse, error: AppError, requestId: string): Promise<void> {
  const problem = problemResponse(error, requestId);
  for (const [name, value] of problem.headers) response.setHeader(name, value);
  response.statusCode = errorCodes[error.code].status;
  const text = await problem.text();
  if (!response.req.complete) await drain(response.req);
  if (!response.req.complete) response.setHeader("connection", "close");
  response.end(text);
}
