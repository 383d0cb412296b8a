import type { NotifyRule, Policy } from "../../lib/thresholds/policy.ts";

/** The margin that `notify` may stand at as far as people set it. */
function notifyMargin(rule: NotifyRule): number {
  switch (rule.method) {
    case "fixed":
      return rule.margin;
    case "neymanPearson":
      return rule.untilThen;
  }
}

/**
 * What is wrong with a policy's bands, in words, or null: `approve` and `auto` never lie below `notify`, and what acts
 * without people never begins before what asks them.
 */
export function bandProblem({ notify, approve, auto }: Pick<Policy, "notify" | "approve" | "auto">): string | null {
  const least = notifyMargin(notify);
  if (approve !== null && approve < least) return "approve lies below notify: nobody would have been told.";
  if (auto !== null && auto < least) return "auto lies below notify: nobody would have been told.";
  if (auto !== null && approve === null) return "auto needs approve to be set: what acts alone begins above what asks.";
  if (auto !== null && approve !== null && auto < approve) return "auto lies below approve.";
  return null;
}
