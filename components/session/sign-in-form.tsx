"use client";

import { Button, Divider, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import { safeNext } from "../../lib/contracts/safe-next.ts";
import { oidcRefusals } from "../../lib/contracts/session.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { settingsKeys } from "../data/keys.ts";
import { readSignInMethods, signIn } from "./account.ts";
import { AccountCard } from "./account-card.tsx";
import { CodeStep } from "./code-step.tsx";
import styles from "./session.module.css";
import { oidcRefusalText, sessionText } from "./session-text.ts";
import { useTakenOver } from "./use-taken-over.ts";

const asksForCode = (error: unknown) => error instanceof ApiError && error.code === "second_factor_required";

function refusalOf(error: unknown): string {
  if (error instanceof ApiError && (error.status === 401 || error.status === 400)) return sessionText.badCredentials;
  // A lock-out says for whom and how long.
  return describeError(error);
}

/** Email and password, and the code where there is a second factor; afterwards on to where the person wanted to go. */
export function SignInForm() {
  const params = useSearchParams();
  const next = safeNext(params.get("next"));
  const refused = oidcRefusals.find((why) => why === params.get("oidc"));
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isTakenOver = useTakenOver(form, ([typedEmail = "", typedPassword = ""]) => {
    setEmail(typedEmail);
    setPassword(typedPassword);
  });
  const enter = useMutation({
    meta: { quiet: true },
    mutationFn: signIn,
    // A full load: the next page starts with nothing of whoever was here before.
    onSuccess: () => window.location.assign(next),
  });
  if (asksForCode(enter.error) || enter.variables?.code !== undefined) {
    return <CodeStep enter={enter} credentials={{ email: email.trim(), password }} onBack={enter.reset} />;
  }
  const submit = () => {
    setAsked(true);
    if (email.trim() !== "" && password !== "") enter.mutate({ email: email.trim(), password });
  };
  const refusal = enter.error !== null ? refusalOf(enter.error) : refused && oidcRefusalText[refused];
  return (
    <AccountCard title={sessionText.signInTitle}>
      <form
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {refusal !== undefined && (
          <p className={styles.refusal} role="alert">
            {refusal}
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
        <Button type="submit" size="sm" disabled={!isTakenOver} loading={enter.isPending || enter.isSuccess}>
          {sessionText.signIn}
        </Button>
        <ProviderButton next={next} />
      </form>
    </AccountCard>
  );
}

/** The way through the identity provider, where there is one. Whether it answers is seen when it is pressed. */
function ProviderButton({ next }: { readonly next: string }) {
  const { data } = useQuery({
    queryKey: settingsKeys.signInMethods,
    queryFn: ({ signal }) => readSignInMethods(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data?.oidc) return null;
  return (
    <>
      <Divider label={sessionText.or} />
      <Button component="a" href={`/api/v1/session/oidc?next=${encodeURIComponent(next)}`} size="sm" variant="default">
        {sessionText.throughProvider(data.oidc.name)}
      </Button>
    </>
  );
}
