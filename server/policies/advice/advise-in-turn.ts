import type { PolicyAdvice, PolicyAdviceQuery } from "../../../lib/contracts/policy-advice.ts";
import type { App } from "../../http/app.ts";
import { createTurns } from "../../http/turns.ts";
import { advisePolicy } from "./advise-policy.ts";

/** Resampling takes the processor for some tenths of a second, and the process has events to take in. */
const turns = createTurns({
  atOnce: 1,
  waiting: 8,
  detail: "Much advice is being computed: try again in a moment.",
});

/** Advice, as soon as no other is under way in this process. */
export function adviseInTurn(app: App, query: PolicyAdviceQuery): Promise<PolicyAdvice> {
  return turns.run("advice", () => advisePolicy(app, query));
}
