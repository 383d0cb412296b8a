"use client";

import { Modal } from "@mantine/core";
import { Fragment } from "react";
import { KeyHint } from "../display/key-hint.tsx";
import { useOpenedAfterMount } from "../display/use-lazy-overlay.ts";
import { type KeyGroup, useKeyGroups } from "./key-registry.ts";
import { keyText } from "./key-text.ts";
import styles from "./keys.module.css";

/** A key as people know it. */
const keyNames: Readonly<Record<string, string>> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  " ": "Space",
};

function Keys({ keys }: { readonly keys: string }) {
  return keys.split(/(?<=.) (?=.)/).map((key) => <KeyHint key={key}>{keyNames[key] ?? key}</KeyHint>);
}

/** The keys of what is on the screen: the page's first, then those that work everywhere. */
export function KeyHelpDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const known = useKeyGroups();
  const isOfFrame = ({ title }: KeyGroup) => title === keyText.everywhere;
  const groups = [...known.filter((group) => !isOfFrame(group)), ...known.filter(isOfFrame)];
  return (
    <Modal
      opened={useOpenedAfterMount(opened)}
      onClose={onClose}
      title={keyText.title}
      size={groups.length > 1 ? 640 : 360}
      closeButtonProps={{ "aria-label": keyText.close }}
    >
      <div className={styles.groups}>
        {groups.map(({ title, entries }) => (
          <section key={title} aria-label={keyText.of(title)}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {entries.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <Fragment key={key}>
                        <Keys keys={key} />
                      </Fragment>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
