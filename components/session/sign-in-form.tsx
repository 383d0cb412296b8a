"use client";

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { safeNext } from "../../lib/contracts/safe-next.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { signIn } from "./account.ts";
import { AccountCard } from "./account-card.tsx";
import styles from "./session.module.css";
import { sessionText } from "./session-text.ts";

function refusalOf(error: unknown): string {
  if (error instanceof ApiError && (error.status === 401 || error.status === 400)) return sessionText.badCredentials;
  if (error instanceof ApiError && error.status === 429) return sessionText.tooManyTries;
  return describeError(error);
}

/** Email and password; afterwards on to where the person wanted to go. */
export function SignInForm() {
  const next = safeNext(useSearchParams().get("next"));
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const enter = useMutation({
    meta: { quiet: true },
    mutationFn: signIn,
    // A full load: the next page starts with nothing of whoever was here before.
    onSuccess: () => window.location.assign(next),
  });
  const submit = () => {
    setAsked(true);
    if (email.trim() !== "" && password !== "") enter.mutate({ email: email.trim(), password });
  };
  return (
    <AccountCard title={sessionText.signInTitle}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {enter.error !== null && (
          <p className={styles.refusal} role="alert">
            {refusalOf(enter.error)}
          </p>
        )}
        <TextInput
          label={sessionText.email}
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={asked && email.trim() === "" ? sessionText.emailNeeded : undefined}
        />
        <PasswordInput
          label={sessionText.password}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={asked && password === "" ? sessionText.passwordNeeded : undefined}
        />
        <Button type="submit" size="sm" loading={enter.isPending || enter.isSuccess}>
          {sessionText.signIn}
        </Button>
      </form>
    </AccountCard>
  );
}
