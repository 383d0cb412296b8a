"use client";

import { Button, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { EntityRef } from "../../lib/contracts/events.ts";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";
import { type LiveView, useLiveView } from "./live-view.ts";
import { useLiveParts } from "./use-live-parts.ts";

interface PartFilterProps {
  readonly stream: StreamName;
  readonly view: LiveView;
  /** The entity in the address, once its name is known. */
  readonly entity: EntityRef | null;
}

/** What the page is narrowed to: a log source, an event class, an entity. */
export function PartFilter({ stream, view, entity }: PartFilterProps) {
  const { setSource, setClass, setEntity } = useLiveView();
  const { data } = useLiveParts(stream);
  const sources = (data?.sources ?? []).map(({ id, name, format }) => ({
    value: String(id),
    label: `${name} · ${format}`,
  }));
  const classes = (data?.classes ?? []).map(({ uid, name }) => ({ value: String(uid), label: name }));
  const numberOf = (value: string | null) => (value === null ? null : Number(value));
  return (
    <div className={styles.filters}>
      <Select
        size="xs"
        w={132}
        aria-label={liveText.source}
        placeholder={liveText.allSources}
        data={sources}
        value={view.source === null ? null : String(view.source)}
        onChange={(value) => setSource(numberOf(value))}
        clearable
        searchable={sources.length > 8}
        comboboxProps={{ width: 240, position: "bottom-start", transitionProps: { duration: 0 } }}
      />
      <Select
        size="xs"
        w={132}
        aria-label={liveText.class}
        placeholder={liveText.allClasses}
        data={classes}
        value={view.classUid === null ? null : String(view.classUid)}
        onChange={(value) => setClass(numberOf(value))}
        clearable
        searchable={classes.length > 8}
        comboboxProps={{ width: 220, position: "bottom-start", transitionProps: { duration: 0 } }}
      />
      {view.entity !== null && (
        <Button
          variant="light"
          rightSection={<IconX size={13} aria-hidden="true" />}
          aria-label={liveText.anyEntity(entity?.name ?? view.entity)}
          title={liveText.anyEntity(entity?.name ?? view.entity)}
          onClick={() => setEntity(null)}
        >
          <span className={styles.chip}>{entity?.name ?? view.entity}</span>
        </Button>
      )}
    </div>
  );
}
