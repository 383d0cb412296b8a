"use client";

import { Button, Checkbox, Group, NumberInput, SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { type StreamName, streamSchema } from "../../lib/contracts/common.ts";
import type { apiKeyCreatedSchema } from "../../lib/contracts/keys.ts";
import { type KeyScope, keyScopes } from "../../lib/contracts/permissions.ts";
import { describeError } from "../data/api-error.ts";
import { serverNow } from "../display/clock.ts";
import styles from "./sources.module.css";
import { keyText, scopeWords } from "./sources-text.ts";
import { useMakeKey } from "./use-api-keys.ts";

interface MakeKeyFormProps {
  readonly stream: StreamName;
  readonly onCancel: () => void;
  readonly onMade: (made: z.infer<typeof apiKeyCreatedSchema>) => void;
}

const usualLimit = 10_000;
const dayMs = 86_400_000;

function isScope(value: string): value is KeyScope {
  return keyScopes.some((scope) => scope === value);
}

/** What the key is called, what it may do, until when and how fast. */
export function MakeKeyForm({ stream: shown, onCancel, onMade }: MakeKeyFormProps) {
  const [name, setName] = useState("");
  const [stream, setStream] = useState(shown);
  const [scopes, setScopes] = useState<KeyScope[]>(["ingest"]);
  const [days, setDays] = useState("365");
  const [limit, setLimit] = useState<string | number>(usualLimit);
  const [loopbackOnly, setLoopbackOnly] = useState(false);
  const [asked, setAsked] = useState(false);
  const { mutate, isPending, error } = useMakeKey();
  const recordsPerSecond = Number(limit);
  const limitFits = Number.isInteger(recordsPerSecond) && recordsPerSecond >= 1 && recordsPerSecond <= 1_000_000;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() === "" || scopes.length === 0 || !limitFits || isPending) return;
    const expiresAt = days === "0" ? null : new Date(serverNow() + Number(days) * dayMs).toISOString();
    mutate({ name: name.trim(), stream, scopes, recordsPerSecond, loopbackOnly, expiresAt }, { onSuccess: onMade });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          size="xs"
          label={keyText.name}
          description={keyText.nameHint}
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={asked && name.trim() === "" ? keyText.nameNeeded : undefined}
        />
        <Checkbox.Group
          label={keyText.scopes}
          description={keyText.scopeHint}
          size="xs"
          value={scopes}
          onChange={(values) => setScopes(values.filter(isScope))}
          error={asked && scopes.length === 0 ? keyText.scopeNeeded : undefined}
        >
          <Group gap="md" mt={6}>
            {keyScopes.map((scope) => (
              <Checkbox key={scope} size="xs" value={scope} label={scopeWords[scope]} />
            ))}
          </Group>
        </Checkbox.Group>
        <div className={styles.pair}>
          <div>
            <span className={styles.label} id="key-stream">
              {keyText.stream}
            </span>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-labelledby="key-stream"
              data={streamSchema.options}
              value={stream}
              onChange={(value) => setStream(streamSchema.parse(value))}
            />
          </div>
          <Select
            size="xs"
            label={keyText.ends}
            data={Object.entries(keyText.endChoices).map(([value, label]) => ({ value, label }))}
            value={days}
            onChange={(value) => setDays(value ?? "365")}
            allowDeselect={false}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
        </div>
        <NumberInput
          size="xs"
          label={keyText.limit}
          description={keyText.limitHint}
          min={1}
          max={1_000_000}
          thousandSeparator=","
          value={limit}
          onChange={setLimit}
          error={asked && !limitFits ? keyText.limitNeeded : undefined}
        />
        <Checkbox
          size="xs"
          label={keyText.loopbackLabel}
          checked={loopbackOnly}
          onChange={(event) => setLoopbackOnly(event.currentTarget.checked)}
        />
        {error !== null && (
          <p className={styles.failed} role="alert">
            {describeError(error)}
          </p>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {keyText.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {keyText.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
