"use client";

import { Autocomplete, Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { SourceRow } from "../../lib/contracts/sources.ts";
import { describeError } from "../data/api-error.ts";
import { useMay } from "../session/use-session.ts";
import styles from "./sources.module.css";
import { sourceText } from "./sources-text.ts";
import { useSetZone } from "./use-sources.ts";

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** The zone of times that name none; administrators change it. */
export function ZoneForm({ row }: { readonly row: SourceRow }) {
  const may = useMay("sources:manage");
  const [zone, setZone] = useState(row.zone);
  const { mutate, isPending, error, isSuccess, reset } = useSetZone(row.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate(zone.trim());
  };
  if (!may) {
    return (
      <>
        <p className={styles.plain}>{row.zone}</p>
        <p className={styles.hint}>{`${sourceText.zoneHint} ${sourceText.zoneAdmin}`}</p>
      </>
    );
  }
  return (
    <form onSubmit={submit}>
      <div className={styles.inline}>
        <Autocomplete
          size="xs"
          aria-label={sourceText.zone}
          data={zones}
          limit={40}
          value={zone}
          onChange={(value) => {
            setZone(value);
            reset();
          }}
          error={error === null ? undefined : describeError(error)}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
        <Button type="submit" variant="default" loading={isPending} disabled={zone.trim() === row.zone}>
          {sourceText.zoneSave}
        </Button>
      </div>
      <p className={styles.hint} role="status">
        {isSuccess ? sourceText.zoneSaved : sourceText.zoneHint}
      </p>
    </form>
  );
}
