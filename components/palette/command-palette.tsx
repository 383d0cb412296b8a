"use client";

import { Modal } from "@mantine/core";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { KeyHint } from "../display/key-hint.tsx";
import { useOpenedAfterMount } from "../display/use-lazy-overlay.ts";
import styles from "./palette.module.css";
import type { PaletteItem } from "./palette-item.ts";
import { paletteText } from "./palette-text.ts";
import { usePaletteItems } from "./use-palette-items.ts";

/** Search, go anywhere, do anything, by typing. */
export function CommandPalette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={useOpenedAfterMount(opened)}
      onClose={onClose}
      withCloseButton={false}
      title={paletteText.title}
      size={600}
      yOffset="12dvh"
      padding={0}
      classNames={{ header: "sr-only" }}
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  );
}

function PaletteBody({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState("");
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { items, isSearching, failed } = usePaletteItems(query);
  const listId = useId();
  // What was chosen stays chosen while answers come in; when it is gone, the first line is.
  const index = Math.max(
    0,
    items.findIndex(({ id }) => id === chosenId),
  );
  const optionId = (item: PaletteItem) => `${listId}-${item.id.replaceAll(/[^\w-]/g, "_")}`;
  const chosen = items[index];
  const chosenOption = chosen === undefined ? undefined : optionId(chosen);
  useEffect(() => {
    if (chosenOption !== undefined) document.getElementById(chosenOption)?.scrollIntoView({ block: "nearest" });
  }, [chosenOption]);

  const run = (item: PaletteItem) => {
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosenId(items[(index + step + items.length) % items.length]?.id ?? null);
    else if (event.key === "Enter" && chosen !== undefined) run(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className={styles.search}
        // biome-ignore lint/a11y/noAutofocus: the palette was opened to type into.
        autoFocus
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosenOption}
        aria-label={paletteText.title}
        placeholder={paletteText.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosenId(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} className={styles.list} role="listbox" aria-label={paletteText.results}>
        {items.map((item, position) => (
          <PaletteOption
            key={item.id}
            id={optionId(item)}
            item={item}
            withGroup={items[position - 1]?.group !== item.group}
            chosen={item === chosen}
            onPoint={() => setChosenId(item.id)}
            onRun={() => run(item)}
          />
        ))}
      </div>
      <p className={styles.foot} role="status">
        {failed
          ? paletteText.failed
          : isSearching
            ? paletteText.searching
            : items.length === 0
              ? paletteText.nothing
              : paletteText.hint}
      </p>
    </>
  );
}

interface PaletteOptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  /** The first of its group says which. */
  readonly withGroup: boolean;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

function PaletteOption({ id, item, withGroup, chosen, onPoint, onRun }: PaletteOptionProps) {
  return (
    // The keyboard is with the input, which points here.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
    // biome-ignore lint/a11y/useFocusableInteractive: see above.
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={styles.option}
      data-first={withGroup}
      onPointerMove={chosen ? undefined : onPoint}
      onClick={onRun}
    >
      <span className={styles.group}>{withGroup ? item.group : ""}</span>
      <span className={styles.label}>{item.label}</span>
      {item.detail !== undefined && <span className={styles.detail}>{item.detail}</span>}
      {item.keys !== undefined && item.keys !== "" && (
        <span className={styles.keys}>
          {item.keys.split(" ").map((key) => (
            <KeyHint key={key}>{key}</KeyHint>
          ))}
        </span>
      )}
    </div>
  );
}
