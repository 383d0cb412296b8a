"use client";

import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type RefObject, useState } from "react";
import { responseActionSchema } from "../../lib/contracts/responses.ts";
import { FilterChip } from "../alerts/filter-chip.tsx";
import { KeyHint } from "../display/key-hint.tsx";
import { responseText } from "./response-text.ts";
import { actionWords } from "./response-title.ts";
import type { useResponseView } from "./response-view.ts";
import styles from "./responses.module.css";

interface ResponseFiltersProps {
  readonly view: ReturnType<typeof useResponseView>;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

const pauseMs = 250;
const actionOptions = responseActionSchema.options.map((value) => ({ value, label: actionWords[value] }));

/** Search and kind of action, kept in the address. */
export function ResponseFilters({ view, searchRef }: ResponseFiltersProps) {
  const [typed, setTyped] = useState(view.query.q ?? "");
  const search = useDebouncedCallback((text: string) => view.setFilter("q", text), pauseMs);
  return (
    <div className={styles.tools}>
      <TextInput
        ref={searchRef}
        size="xs"
        w={220}
        type="search"
        aria-label={responseText.search}
        placeholder={responseText.search}
        rightSection={<KeyHint>/</KeyHint>}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      <FilterChip
        name={responseText.action}
        options={actionOptions}
        selected={view.query.action}
        onSelect={(values) => view.setFilter("action", values)}
      />
      {view.isFiltered && (
        <Button
          variant="subtle"
          onClick={() => {
            setTyped("");
            view.clearFilters();
          }}
        >
          {responseText.clearFilters}
        </Button>
      )}
    </div>
  );
}
