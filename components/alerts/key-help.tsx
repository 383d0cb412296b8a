"use client";

import { Modal } from "@mantine/core";
import { KeyHint } from "../display/key-hint.tsx";
import { alertText, keyHelp } from "./alert-text.ts";
import styles from "./alerts.module.css";

/** The keys of the Alerts page. */
export function KeyHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={alertText.help}
      size={340}
      closeButtonProps={{ "aria-label": alertText.close }}
    >
      <dl className={styles.keys}>
        {keyHelp.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <KeyHint key={key}>{key}</KeyHint>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
