import { type NotifyRule, type Policy, type SeverityName, severityName } from "../../lib/thresholds/policy.ts";

/** The margin that `notify` may stand at as far as people set it. */
function notifyMargin(rule: NotifyRule): number {
  switch (rule.method) {
    case "fixed":
      return rule.margin;
    case "neymanPearson":
      return rule.untilThen;
  }
}

/** Whether a higher band never has the lower severity. */
function severitiesRise({ notify, approve, auto }: Policy["severity"]): boolean {
  const rank = (name: SeverityName) => severityName.options.indexOf(name);
  return rank(notify) <= rank(approve) && rank(approve) <= rank(auto);
}

/**
 * What is wrong with a policy's bands, in words, or null: `approve` and `auto` never lie below `notify`, and what acts
 * without people never begins before what asks them. Severities do not fall from band to band.
 */
export function bandProblem({ notify, approve, auto, severity }: Omit<Policy, "version">): string | null {
  const least = notifyMargin(notify);
  if (approve !== null && approve < least) return "approve lies below notify: nobody would have been told.";
  if (auto !== null && auto < least) return "auto lies below notify: nobody would have been told.";
  if (auto !== null && approve === null) return "auto needs approve to be set: what acts alone begins above what asks.";
  if (auto !== null && approve !== null && auto < approve) return "auto lies below approve.";
  if (!severitiesRise(severity)) return "severity falls from notify to approve to auto: the worst would look mildest.";
  return null;
}
