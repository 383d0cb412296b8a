import { passwordMinimumLength } from "../../lib/contracts/session.ts";
import { sessionText } from "./session-text.ts";

export interface PasswordFields {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** What is wrong with each field before anything is sent. */
export function passwordErrors({
  current,
  next,
  again,
}: PasswordFields): Partial<Record<keyof PasswordFields, string>> {
  return {
    ...(current === "" ? { current: sessionText.passwordNeeded } : {}),
    ...(next.length < passwordMinimumLength
      ? { next: sessionText.tooShort(passwordMinimumLength) }
      : next === current
        ? { next: sessionText.sameAsOld }
        : {}),
    ...(again === next ? {} : { again: sessionText.notSame }),
  };
}

/**
 * What the server refused, at the field that it is about. Which password was wrong is said in the words of the form:
 * the server calls each of them the current one.
 */
export function refusedPasswords(
  refused: readonly { readonly path: string; readonly message: string }[],
  wrongCurrent: string,
): Partial<Record<keyof PasswordFields, string>> {
  const next = refused.find(({ path }) => path === "body.newPassword");
  return {
    ...(refused.some(({ path }) => path === "body.currentPassword") ? { current: wrongCurrent } : {}),
    ...(next === undefined ? {} : { next: next.message }),
  };
}
