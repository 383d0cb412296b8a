"use client";

import { Button, SegmentedControl, TextInput, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sessionSchema } from "../../lib/contracts/session.ts";
import { sessionKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { PageHeader } from "../display/page-header.tsx";
import { Panel } from "../display/panel.tsx";
import { layoutText } from "../layout/layout-text.ts";
import { density } from "../preferences/density.ts";
import { timeZone } from "../preferences/time-zone.ts";
import { useSession } from "../session/use-session.ts";
import styles from "./settings.module.css";
import { roleMeaning, roleWords, settingsText } from "./settings-text.ts";

const words = settingsText.profile;
const schemes = ["light", "dark", "auto"] as const;

/** Who one is here, and how this browser shows things. */
export function ProfilePage() {
  return (
    <>
      <PageHeader title={words.title} />
      <div className={styles.scroll}>
        <div className={styles.column}>
          <OwnName />
          <OwnBrowser />
        </div>
      </div>
    </>
  );
}

function OwnName() {
  const { user } = useSession();
  const client = useQueryClient();
  const [name, setName] = useState(user.name);
  const save = useMutation({
    mutationFn: () => request(sessionSchema, "/api/v1/session/profile", { method: "PATCH", body: { name } }),
    onSuccess: (session) => {
      client.setQueryData(sessionKeys.current, session);
      setName(session.user.name);
    },
  });
  const isChanged = name.trim() !== "" && name.trim() !== user.name;
  return (
    <Panel title={words.you}>
      <form
        className={`${styles.body} ${styles.form}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged) save.mutate();
        }}
      >
        <TextInput
          label={words.name}
          value={name}
          maxLength={200}
          autoComplete="name"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <dl className={styles.facts}>
          <dt>{words.email}</dt>
          <dd>{user.email}</dd>
          <dt>{words.role}</dt>
          <dd>
            {roleWords[user.role]} · {roleMeaning[user.role]}
          </dd>
        </dl>
        <p className={styles.quiet}>{words.asks}</p>
        <div className={styles.inline}>
          <Button type="submit" disabled={!isChanged} loading={save.isPending}>
            {settingsText.save}
          </Button>
          <span className={styles.quiet} role="status">
            {save.isSuccess && !isChanged ? settingsText.saved : ""}
          </span>
        </div>
      </form>
    </Panel>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChoose: (value: T) => void;
}

function Choice<T extends string>({ label, values, names, value, onChoose }: ChoiceProps<T>) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={value}
          data={values.map((one) => ({ value: one, label: names[one] }))}
          onChange={(chosen) => {
            const known = values.find((one) => one === chosen);
            if (known !== undefined) onChoose(known);
          }}
        />
      </dd>
    </>
  );
}

function OwnBrowser() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const chosenDensity = density.use();
  const chosenZone = timeZone.use();
  return (
    <Panel title={words.shows}>
      <div className={styles.body}>
        <dl className={styles.facts}>
          <Choice
            label={layoutText.theme}
            values={schemes}
            names={layoutText.themes}
            value={colorScheme}
            onChoose={setColorScheme}
          />
          <Choice
            label={layoutText.density}
            values={density.values}
            names={layoutText.densities}
            value={chosenDensity}
            onChoose={density.set}
          />
          <Choice
            label={layoutText.zone}
            values={timeZone.values}
            names={layoutText.zones}
            value={chosenZone}
            onChoose={timeZone.set}
          />
        </dl>
        <p className={styles.quiet}>{words.browserOnly}</p>
      </div>
    </Panel>
  );
}
