"use client";

import { Button, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { passwordMinimumLength } from "../../lib/contracts/session.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { changePassword } from "./account.ts";
import { AccountCard } from "./account-card.tsx";
import { goToSignIn } from "./go-to-sign-in.ts";
import { type PasswordFields, passwordErrors, refusedPasswords } from "./password-errors.ts";
import styles from "./session.module.css";
import { sessionText } from "./session-text.ts";
import { useTakenOver } from "./use-taken-over.ts";

/** Replaces a one-time password by one of the person's own, then on to the product. */
export function ChangePasswordForm() {
  const [fields, setFields] = useState<PasswordFields>({ current: "", next: "", again: "" });
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isTakenOver = useTakenOver(form, ([current = "", next = "", again = ""]) =>
    setFields({ current, next, again }),
  );
  const change = useMutation({
    meta: { quiet: true },
    mutationFn: changePassword,
    onSuccess: () => window.location.assign("/live"),
    onError: (error) => {
      if (error instanceof ApiError && error.code === "unauthenticated") goToSignIn();
    },
  });
  const refused = change.error instanceof ApiError ? change.error.fieldErrors : [];
  const errors = { ...refusedPasswords(refused, sessionText.wrongCurrent), ...(asked ? passwordErrors(fields) : {}) };
  const submit = () => {
    setAsked(true);
    if (Object.keys(passwordErrors(fields)).length > 0) return;
    change.mutate({ currentPassword: fields.current, newPassword: fields.next });
  };
  const inputs = [
    { name: "current", label: sessionText.currentPassword, autoComplete: "current-password" },
    { name: "next", label: sessionText.newPassword, autoComplete: "new-password" },
    { name: "again", label: sessionText.repeatPassword, autoComplete: "new-password" },
  ] as const;
  return (
    <AccountCard title={sessionText.changeTitle}>
      <p className={styles.why}>{sessionText.changeWhy(passwordMinimumLength)}</p>
      <form
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {change.error !== null && refused.length === 0 && (
          <p className={styles.refusal} role="alert">
            {describeError(change.error)}
          </p>
        )}
        {inputs.map(({ name, label, autoComplete }, index) => (
          <PasswordInput
            key={name}
            label={label}
            autoComplete={autoComplete}
            autoFocus={index === 0}
            value={fields[name]}
            onChange={(event) => {
              setFields({ ...fields, [name]: event.currentTarget.value });
              change.reset();
            }}
            error={errors[name]}
          />
        ))}
        <Button type="submit" size="sm" disabled={!isTakenOver} loading={change.isPending || change.isSuccess}>
          {sessionText.change}
        </Button>
      </form>
    </AccountCard>
  );
}
