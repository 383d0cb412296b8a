"use client";

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError, describeError } from "../data/api-error.ts";
import { goToSignIn } from "../session/go-to-sign-in.ts";
import styles from "./factor.module.css";
import { factorText } from "./factor-text.ts";

type FieldName = "password" | "code";

interface StepFormProps {
  /** What is asked for, in order. */
  readonly fields: readonly FieldName[];
  /** Backup codes are taken too. */
  readonly takesBackupCode?: boolean;
  readonly submit: string;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  readonly onCancel?: () => void;
  readonly onSubmit: (values: Readonly<Record<FieldName, string>>) => Promise<unknown>;
}

const errorOf = (error: unknown, name: FieldName) =>
  error instanceof ApiError ? error.fieldErrors.find(({ path }) => path === `body.${name}`)?.message : undefined;

/** Password and code, as a step of something: says at its field what was refused, and keeps what was typed. */
export function StepForm(props: StepFormProps) {
  const { fields, takesBackupCode = false, submit, danger = false, children, onCancel, onSubmit } = props;
  const [values, setValues] = useState({ password: "", code: "" });
  const [asked, setAsked] = useState(false);
  const step = useMutation({
    meta: { quiet: true },
    mutationFn: () => onSubmit({ ...values, code: values.code.trim() }),
    onError: (error) => {
      if (error instanceof ApiError && error.code === "unauthenticated") goToSignIn();
    },
  });
  const isComplete = fields.every((name) => values[name].trim() !== "");
  const problem = (name: FieldName) =>
    asked && values[name].trim() === "" ? factorText.needed : errorOf(step.error, name);
  const isElsewhere = step.error !== null && fields.every((name) => errorOf(step.error, name) === undefined);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (isComplete) step.mutate();
      }}
    >
      {children}
      {isElsewhere && (
        <p className={styles.refusal} role="alert">
          {describeError(step.error)}
        </p>
      )}
      {fields.includes("password") && (
        <PasswordInput
          data-autofocus
          label={factorText.password}
          autoComplete="current-password"
          value={values.password}
          onChange={(event) => setValues({ ...values, password: event.currentTarget.value })}
          error={problem("password")}
        />
      )}
      {fields.includes("code") && (
        <TextInput
          data-autofocus={!fields.includes("password") || undefined}
          autoFocus={!fields.includes("password")}
          label={takesBackupCode ? factorText.codeOrBackup : factorText.code}
          inputMode={takesBackupCode ? "text" : "numeric"}
          autoComplete="one-time-code"
          maxLength={40}
          value={values.code}
          onChange={(event) => setValues({ ...values, code: event.currentTarget.value })}
          error={problem("code")}
        />
      )}
      <div className={styles.buttons}>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel} disabled={step.isPending}>
            {factorText.cancel}
          </Button>
        )}
        <Button type="submit" loading={step.isPending} {...(danger ? { color: "red" } : {})}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
