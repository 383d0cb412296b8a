import { type PlaybookBody, playbookBodySchema } from "../../lib/contracts/playbooks.ts";
import { playbookText } from "./playbook-text.ts";

/**
 * The problems of a playbook by field (`match.techniques.0`), as the server would find them. What is only empty yet is
 * none before somebody tries to save it.
 */
export function playbookProblems(
  body: PlaybookBody,
  { withEmpty }: { readonly withEmpty: boolean },
): Readonly<Record<string, string>> {
  const parsed = playbookBodySchema.safeParse(body);
  if (parsed.success) return {};
  const isNameless = body.name.trim() === "";
  const problems = parsed.error.issues.flatMap(({ path, message }) => {
    const field = path.join(".");
    if (field !== "name" || !isNameless) return [[field, message] as const];
    return withEmpty ? [[field, playbookText.nameNeeded] as const] : [];
  });
  return Object.fromEntries(problems);
}
