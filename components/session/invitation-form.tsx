"use client";

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { openedInvitationSchema } from "../../lib/contracts/invitations.ts";
import { passwordMinimumLength, sessionSchema } from "../../lib/contracts/session.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { request } from "../data/request.ts";
import { QueryView } from "../display/query-view.tsx";
import { roleWords } from "../settings/settings-text.ts";
import { useFragment } from "../url/use-fragment.ts";
import { AccountCard } from "./account-card.tsx";
import styles from "./session.module.css";
import { sessionText, invitationFormText as words } from "./session-text.ts";

const path = "/api/v1/invitations";

/** What a link invites to; then name and password, and the person is in. */
export function InvitationForm() {
  const fragment = useFragment();
  const token = fragment ?? "";
  const isTooShort = fragment !== null && token.length < 20;
  const invitation = useQuery({
    // By the token, which stays in this page.
    queryKey: ["invitation", token],
    queryFn: ({ signal }) =>
      request(openedInvitationSchema, `${path}/open`, { method: "POST", body: { token }, signal }),
    enabled: token.length >= 20,
  });
  return (
    <AccountCard title={words.title}>
      {isTooShort ? (
        <p className={styles.refusal} role="alert">
          {words.none}
        </p>
      ) : (
        <QueryView query={invitation} loading={words.loading} rows={3}>
          {({ email, role }) => <AcceptForm token={token} email={email} role={roleWords[role].toLowerCase()} />}
        </QueryView>
      )}
      {(isTooShort || invitation.isError) && (
        <Button component="a" href="/sign-in" variant="default" mt="md">
          {words.toSignIn}
        </Button>
      )}
    </AccountCard>
  );
}

interface Fields {
  readonly name: string;
  readonly password: string;
  readonly again: string;
}

function problemsOf({ name, password, again }: Fields): Partial<Record<keyof Fields, string>> {
  return {
    ...(name.trim() === "" ? { name: words.nameNeeded } : {}),
    ...(password.length < passwordMinimumLength ? { password: sessionText.tooShort(passwordMinimumLength) } : {}),
    ...(again === password ? {} : { again: sessionText.notSame }),
  };
}

interface AcceptFormProps {
  readonly token: string;
  readonly email: string;
  readonly role: string;
}

function AcceptForm({ token, email, role }: AcceptFormProps) {
  const [fields, setFields] = useState<Fields>({ name: "", password: "", again: "" });
  const [asked, setAsked] = useState(false);
  const accept = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      request(sessionSchema, `${path}/accept`, {
        method: "POST",
        body: { token, name: fields.name.trim(), password: fields.password },
      }),
    onSuccess: () => window.location.assign("/live"),
  });
  const problems = asked ? problemsOf(fields) : {};
  const refused = accept.error instanceof ApiError ? accept.error.fieldErrors : [];
  const passwordRefusal = refused.find((one) => one.path === "body.password")?.message;
  const set = (name: keyof Fields) => (event: { currentTarget: { value: string } }) =>
    setFields({ ...fields, [name]: event.currentTarget.value });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (Object.keys(problemsOf(fields)).length === 0) accept.mutate();
      }}
    >
      <p className={styles.why}>{words.why(email, role)}</p>
      {accept.error !== null && passwordRefusal === undefined && (
        <p className={styles.refusal} role="alert">
          {describeError(accept.error)}
        </p>
      )}
      {/* So that password managers file it under the right name. */}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <TextInput
        label={words.name}
        autoComplete="name"
        autoFocus
        value={fields.name}
        onChange={set("name")}
        error={problems.name}
      />
      <PasswordInput
        label={words.password}
        description={words.hint(passwordMinimumLength)}
        autoComplete="new-password"
        value={fields.password}
        onChange={set("password")}
        error={problems.password ?? passwordRefusal}
      />
      <PasswordInput
        label={words.again}
        autoComplete="new-password"
        value={fields.again}
        onChange={set("again")}
        error={problems.again}
      />
      <Button type="submit" size="sm" loading={accept.isPending || accept.isSuccess}>
        {words.accept}
      </Button>
    </form>
  );
}
