import { AppError } from "../http/app-error.ts";
import type { Applied } from "./applier.ts";

const outdated: ReadonlySet<string> = new Set(["conflict", "not_found", "unprocessable", "invalid_request"]);

/** What an approved request asks for, or in words why it is no longer possible as it was seen: its operation refuses it now. */
export async function orRefusal(apply: () => Promise<Applied>): Promise<Applied> {
  try {
    return await apply();
  } catch (error) {
    if (error instanceof AppError && outdated.has(error.code)) return { ok: false, outcome: error.message };
    throw error;
  }
}
