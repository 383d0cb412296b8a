import type { z } from "zod";

type RawIssue = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = { string: "text", number: "a number", int: "a whole number" };

function ofType(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string | undefined {
  if (issue.input === undefined) return "This is missing.";
  const kind = kinds[issue.expected];
  return kind === undefined ? undefined : `This has to be ${kind}.`;
}

function tooSmall(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string | undefined {
  if (issue.origin === "string") {
    return issue.minimum === 1 ? "This must not be empty." : `Use ${issue.minimum} characters or more.`;
  }
  if (issue.origin === "array") return `Name at least ${issue.minimum}.`;
  return issue.origin === "number" && issue.inclusive !== false ? `At least ${issue.minimum}.` : undefined;
}

function tooBig(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string | undefined {
  if (issue.origin === "string") return `Use ${issue.maximum} characters or fewer.`;
  if (issue.origin === "array") return `Name at most ${issue.maximum}.`;
  return issue.origin === "number" && issue.inclusive !== false ? `At most ${issue.maximum}.` : undefined;
}

const formats: Readonly<Record<string, string>> = {
  url: "This is no address such as https://host.example/path.",
  email: "This is no email address.",
};

/** What is wrong with a field, in a sentence for people; undefined leaves it to Zod. A schema's own words come first. */
export function describeIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return ofType(issue);
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_format":
      return formats[issue.format];
    default:
      return undefined;
  }
}
