"use client";

import { Button, TextInput } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import type { SignIn } from "../../lib/contracts/session.ts";
import { describeError } from "../data/api-error.ts";
import { AccountCard } from "./account-card.tsx";
import styles from "./session.module.css";
import { sessionText } from "./session-text.ts";

interface CodeStepProps {
  readonly enter: UseMutationResult<void, Error, SignIn>;
  readonly credentials: Omit<SignIn, "code">;
  readonly onBack: () => void;
}

/** The second step of signing in. The password stays in this page alone and is sent again with the code. */
export function CodeStep({ enter, credentials, onBack }: CodeStepProps) {
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState(false);
  const wasSent = enter.variables?.code !== undefined;
  return (
    <AccountCard title={sessionText.signInTitle}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (code.trim().length >= 6) enter.mutate({ ...credentials, code: code.trim() });
        }}
      >
        <p className={styles.why}>{sessionText.codeWhy}</p>
        {wasSent && enter.error !== null && (
          <p className={styles.refusal} role="alert">
            {describeError(enter.error)}
          </p>
        )}
        <TextInput
          label={sessionText.code}
          inputMode="text"
          autoComplete="one-time-code"
          autoFocus
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={asked && code.trim().length < 6 ? sessionText.codeNeeded : undefined}
        />
        <Button type="submit" size="sm" loading={enter.isPending || enter.isSuccess}>
          {sessionText.signIn}
        </Button>
        <Button variant="subtle" color="gray" onClick={onBack}>
          {sessionText.back}
        </Button>
      </form>
    </AccountCard>
  );
}
