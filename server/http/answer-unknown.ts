import { randomUUID } from "node:crypto";
import { AppError } from "./app-error.ts";
import { problemResponse } from "./problem.ts";

/** For paths below /api/v1 that no route has. */
export async function answerUnknown(): Promise<Response> {
  const requestId = randomUUID();
  const response = problemResponse(new AppError("not_found", { detail: "The API has no such path." }), requestId);
  response.headers.set("x-request-id", requestId);
  return response;
}
