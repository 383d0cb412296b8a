"use client";

import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { apiKeyCreatedSchema } from "../../lib/contracts/keys.ts";
import { describeError } from "../data/api-error.ts";
import { request } from "../data/request.ts";
import { CopyBlock } from "../display/copy-block.tsx";
import { Panel } from "../display/panel.tsx";
import { useMay } from "../session/use-session.ts";
import styles from "./welcome.module.css";
import { welcomeText } from "./welcome-text.ts";

interface KeyStepProps {
  readonly secret: string | null;
  readonly onSecret: (secret: string | null) => void;
}

/** Makes a key for main, or takes one that an administrator made. */
export function KeyStep({ secret, onSecret }: KeyStepProps) {
  const mayMake = useMay("keys:manage");
  return (
    <Panel title={welcomeText.keyTitle}>
      <div className={styles.body}>
        {mayMake ? <MakeKey secret={secret} onSecret={onSecret} /> : <HaveKey onSecret={onSecret} />}
      </div>
    </Panel>
  );
}

function MakeKey({ secret, onSecret }: KeyStepProps) {
  const [name, setName] = useState<string>(welcomeText.keyNameFirst);
  const make = useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: () =>
      request(apiKeyCreatedSchema, "/api/v1/keys", {
        method: "POST",
        body: { stream: "main", name: name.trim(), scopes: ["ingest"] },
      }),
    onSuccess: (created) => onSecret(created.secret),
  });
  if (secret !== null) {
    return (
      <>
        <CopyBlock label={welcomeText.secretLabel} text={secret} />
        <p className={styles.quiet}>{welcomeText.secretOnce}</p>
      </>
    );
  }
  return (
    <>
      <p>{welcomeText.keyWhy}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && !make.isPending) make.mutate();
        }}
      >
        <TextInput
          size="xs"
          label={welcomeText.keyName}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={make.error === null ? undefined : describeError(make.error)}
        />
        <Button type="submit" size="xs" loading={make.isPending} disabled={name.trim() === ""}>
          {welcomeText.makeKey}
        </Button>
      </form>
    </>
  );
}

function HaveKey({ onSecret }: Pick<KeyStepProps, "onSecret">) {
  return (
    <>
      <p>{welcomeText.mayNot}</p>
      <TextInput
        size="xs"
        label={welcomeText.haveKey}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={(event) => onSecret(event.currentTarget.value.trim() || null)}
      />
    </>
  );
}
