"use client";

import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, describeError } from "../data/api-error.ts";
import { ownKeys } from "../data/keys.ts";
import { Panel } from "../display/panel.tsx";
import { changePassword } from "../session/account.ts";
import { goToSignIn } from "../session/go-to-sign-in.ts";
import { type PasswordFields, passwordErrors } from "../session/password-errors.ts";
import settings from "../settings/settings.module.css";
import { ownText } from "./factor-text.ts";

const nothing: PasswordFields = { current: "", next: "", again: "" };
const inputs = [
  { name: "current", path: "body.currentPassword", label: ownText.current, autoComplete: "current-password" },
  { name: "next", path: "body.newPassword", label: ownText.next, autoComplete: "new-password" },
  { name: "again", path: "", label: ownText.again, autoComplete: "new-password" },
] as const;

function useChangePassword() {
  const client = useQueryClient();
  const [fields, setFields] = useState(nothing);
  const [asked, setAsked] = useState(false);
  const change = useMutation({
    meta: { quiet: true },
    mutationFn: changePassword,
    onSuccess: () => {
      setFields(nothing);
      setAsked(false);
      void client.invalidateQueries({ queryKey: ownKeys.sessions });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === "unauthenticated") goToSignIn();
    },
  });
  const submit = () => {
    setAsked(true);
    if (Object.keys(passwordErrors(fields)).length > 0) return;
    change.mutate({ currentPassword: fields.current, newPassword: fields.next });
  };
  return { fields, setFields, change, submit, errors: asked ? passwordErrors(fields) : {} };
}

/** Changes one's own password. */
export function PasswordPanel() {
  const { fields, setFields, change, submit, errors } = useChangePassword();
  const refused = change.error instanceof ApiError ? change.error.fieldErrors : [];
  return (
    <Panel title={ownText.passwordTitle}>
      <form
        className={`${settings.body} ${settings.form}`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {change.error !== null && refused.length === 0 && (
          <p className={settings.refusal} role="alert">
            {describeError(change.error)}
          </p>
        )}
        {inputs.map(({ name, path, label, autoComplete }) => (
          <PasswordInput
            key={name}
            label={label}
            autoComplete={autoComplete}
            value={fields[name]}
            onChange={(event) => {
              setFields({ ...fields, [name]: event.currentTarget.value });
              change.reset();
            }}
            error={errors[name] ?? refused.find((one) => one.path === path)?.message}
          />
        ))}
        <div className={settings.inline}>
          <Button type="submit" variant="default" loading={change.isPending}>
            {ownText.change}
          </Button>
          <span className={settings.quiet} role="status">
            {change.isSuccess ? ownText.changed : ""}
          </span>
        </div>
      </form>
    </Panel>
  );
}
