/** Words of the page that describes the API. */
export const apiText = {
  title: "API",
  loading: "Loading the description of the API",
  search: "Search operations",
  groups: "Parts of the API",
  none: "No operation matches.",
  parameters: "Parameters",
  body: "Body",
  answer: "Answer",
  noAnswer: "The answer has no body.",
  errors: "Errors",
  errorsHint: "application/problem+json with a code to branch on, a sentence for people and the request's id.",
  command: "Try it",
  document: "OpenAPI 3.1 document",
  required: "required",
  optional: "optional",
  needs: "needs",
} as const;

/** Who may call, in words. */
export function accessWords(permission: string): string {
  if (permission === "public") return "open to all";
  if (permission === "signedIn") return "any signed-in person";
  return permission;
}
