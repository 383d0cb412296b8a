"use client";

import type { KeyboardEvent } from "react";
import { formatCount } from "./format.ts";
import styles from "./tab-list.module.css";

export interface TabEntry<Name extends string> {
  readonly name: Name;
  readonly word: string;
  /** How many things are in it; absent: not counted, or not known yet. */
  readonly count?: number | undefined;
  /** Something in it waits for a person. */
  readonly waits?: boolean;
}

interface TabListProps<Name extends string> {
  /** Of the whole: the panel beneath has the id `ID-panel`. */
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly TabEntry<Name>[];
  readonly tab: Name;
  readonly onTab: (tab: Name) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
const tabId = (id: string, name: string) => `${id}-tab-${name}`;

/** The tabs of a page or of a part of it. Arrow keys move between them. */
export function TabList<Name extends string>({ id, label, tabs, tab, onTab }: TabListProps<Name>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(({ name }) => name === tab);
    const next = tabs[(at + step + tabs.length) % tabs.length]?.name ?? tab;
    onTab(next);
    document.getElementById(tabId(id, next))?.focus();
  };
  return (
    <div role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
      {tabs.map(({ name, word, count, waits = false }) => (
        <button
          key={name}
          id={tabId(id, name)}
          type="button"
          role="tab"
          aria-selected={name === tab}
          aria-controls={`${id}-panel`}
          tabIndex={name === tab ? 0 : -1}
          className={styles.tab}
          onClick={() => onTab(name)}
        >
          {word}
          {count !== undefined && (
            <span className={styles.count} data-waits={waits && count > 0}>
              {formatCount(count)}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
