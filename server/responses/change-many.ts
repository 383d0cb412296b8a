import type { z } from "zod";
import type { responseBulkAnswerSchema, responseBulkSchema } from "../../lib/contracts/response-decisions.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { takeChange } from "./change-response.ts";
import type { Caller } from "./check-permitted.ts";
import { lockResponses } from "./lock-responses.ts";
import { publishSteps } from "./publish-steps.ts";
import { responseRow } from "./response-record.ts";
import type { StepTaken } from "./take-step.ts";

/** Undoes or cancels many, each decided on its own, all in one transaction; says which were refused and why. */
export function changeMany(
  app: App,
  { input, caller }: { input: z.infer<typeof responseBulkSchema>; caller: Caller },
): Promise<z.infer<typeof responseBulkAnswerSchema>> {
  const ids = [...new Set(input.ids)];
  const change = { verb: input.do, reason: input.reason } as const;
  return inTransaction(app.pool, async (run) => {
    const records = await lockResponses(run, ids);
    const taken: StepTaken[] = [];
    const refused: { id: number; reason: string }[] = [];
    for (const id of ids) {
      const record = records.get(id);
      if (record === undefined) refused.push({ id, reason: "There is no such response." });
      else {
        try {
          taken.push(await takeChange(run, record, { change, caller, now: app.now() }));
        } catch (error) {
          // Refusals come before anything is written; whatever else went wrong ends the transaction.
          if (!(error instanceof AppError)) throw error;
          refused.push({ id, reason: error.message });
        }
      }
    }
    await publishSteps(run, taken);
    return { changed: taken.map(({ record }) => responseRow(record)), refused };
  });
}
