"use client";

import { Kbd, Modal } from "@mantine/core";
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
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
