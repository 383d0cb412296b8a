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
