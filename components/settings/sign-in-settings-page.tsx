"use client";

import { Button, Checkbox, NumberInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type InstanceSettings, instanceSettingsSchema } from "../../lib/contracts/instance-settings.ts";
import { type Role, roles } from "../../lib/contracts/permissions.ts";
import { sessionKeys, settingsKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { PageHeader } from "../display/page-header.tsx";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { IdentityProviderPanel } from "./identity-provider-panel.tsx";
import styles from "./settings.module.css";
import { roleWords, settingsText } from "./settings-text.ts";

const words = settingsText.signIn;

/** How long sessions last, who needs a second factor, and through whom else people sign in. */
export function SignInSettingsPage() {
  const settings = useQuery({
    queryKey: settingsKeys.instance,
    queryFn: ({ signal }) => request(instanceSettingsSchema, "/api/v1/settings", { signal }),
  });
  return (
    <>
      <PageHeader title={words.title} />
      <div className={styles.scroll}>
        <div className={styles.column}>
          <Panel title={words.sessions}>
            <QueryView query={settings} loading={words.loading} rows={4}>
              {(data) => <SettingsForm key={data.updatedAt} settings={data} />}
            </QueryView>
          </Panel>
          <IdentityProviderPanel />
        </div>
      </div>
    </>
  );
}

function SettingsForm({ settings }: { readonly settings: InstanceSettings }) {
  const client = useQueryClient();
  const [hours, setHours] = useState<number | string>(settings.sessionHours);
  const [required, setRequired] = useState<readonly Role[]>(settings.secondFactorRoles);
  const isGood = typeof hours === "number" && Number.isInteger(hours) && hours >= 1 && hours <= 168;
  const isChanged = hours !== settings.sessionHours || required.join() !== settings.secondFactorRoles.join();
  const save = useMutation({
    mutationFn: () =>
      request(instanceSettingsSchema, "/api/v1/settings", {
        method: "PATCH",
        body: { sessionHours: hours, secondFactorRoles: required },
      }),
    onSuccess: (changed) => {
      client.setQueryData(settingsKeys.instance, changed);
      // It may ask oneself for a second factor.
      void client.invalidateQueries({ queryKey: sessionKeys.current });
    },
  });
  const choose = (role: Role, isChosen: boolean) =>
    setRequired(roles.filter((one) => (one === role ? isChosen : required.includes(one))));
  return (
    <form
      className={styles.body}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood && isChanged) save.mutate();
      }}
    >
      <NumberInput
        label={words.hours}
        description={words.hoursHint}
        suffix={` ${words.hoursUnit}`}
        min={1}
        max={168}
        allowDecimal={false}
        maw={400}
        value={hours}
        onChange={setHours}
        error={isGood ? undefined : words.hoursBad}
      />
      <Checkbox.Group label={words.factor} description={words.factorHint} value={[...required]}>
        <div className={styles.choices} style={{ marginTop: 8 }}>
          {roles.map((role) => (
            <Checkbox
              key={role}
              size="xs"
              value={role}
              label={roleWords[role]}
              onChange={(event) => choose(role, event.currentTarget.checked)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles.inline}>
        <Button type="submit" disabled={!isGood || !isChanged} loading={save.isPending}>
          {settingsText.save}
        </Button>
        <span className={styles.quiet}>
          {words.changed}{" "}
          {settings.updatedBy === null ? (
            words.never
          ) : (
            <>
              <RelativeTime at={settings.updatedAt} /> {words.by} {settings.updatedBy}
            </>
          )}
        </span>
      </div>
    </form>
  );
}
