"use client";

import { Button, Group, Select, Stack } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";
import type { apiKeyCreatedSchema } from "../../lib/contracts/keys.ts";
import { CopyBlock } from "../display/copy-block.tsx";
import { sourceKinds } from "../welcome/source-commands.ts";
import styles from "./sources.module.css";
import { keyText } from "./sources-text.ts";

interface KeySecretProps {
  readonly made: z.infer<typeof apiKeyCreatedSchema>;
  readonly onDone: () => void;
}

/** The key, this once, and whole commands with it in them. */
export function KeySecret({ made: { key, secret }, onDone }: KeySecretProps) {
  const url = window.location.origin;
  return (
    <Stack gap="md">
      <p className={styles.plain}>{keyText.shownOnceHint}</p>
      <CopyBlock text={secret} label={keyText.key} />
      {key.scopes.includes("ingest") && <SendCommands secret={secret} url={url} />}
      {key.scopes.includes("read") && (
        <section aria-label={keyText.readWith}>
          <h3 className={styles.subtitle}>{keyText.readWith}</h3>
          <CopyBlock
            text={`curl -H "Authorization: Bearer ${secret}" \\\n  "${url}/api/v1/alerts?stream=${key.stream}"`}
            label={keyText.readWith}
          />
        </section>
      )}
      <Group justify="flex-end">
        <Button onClick={onDone}>{keyText.done}</Button>
      </Group>
    </Stack>
  );
}

function SendCommands({ secret, url }: { readonly secret: string; readonly url: string }) {
  const [kind, setKind] = useState(sourceKinds[0]?.name ?? "");
  const chosen = sourceKinds.find(({ name }) => name === kind);
  if (chosen === undefined) return null;
  return (
    <section aria-label={keyText.sendWith}>
      <div className={styles.inline}>
        <h3 className={styles.subtitle}>{keyText.sendWith}</h3>
        <Select
          size="xs"
          aria-label={keyText.kind}
          data={sourceKinds.map(({ name, label }) => ({ value: name, label }))}
          value={kind}
          onChange={(value) => setKind(value ?? kind)}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      </div>
      <CopyBlock text={chosen.command({ url, key: secret })} label={chosen.label} />
      <p className={styles.hint}>{chosen.about}</p>
    </section>
  );
}
