"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { TransportError } from "../data/api-error.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { CopyBlock } from "../display/copy-block.tsx";
import { Panel } from "../display/panel.tsx";
import { usePageKeys } from "../keys/use-page-keys.ts";
import { useUndoableChange } from "../undo/use-undoable-change.ts";
import styles from "./design.module.css";
import { designText } from "./design-text.ts";

/** What people press, and what follows: confirmation, undo, copying. The counter stands for a row of the server's. */
export function PieceSpecimens() {
  const [asking, setAsking] = useState(false);
  const [count, setCount] = useState(0);
  const change = useUndoableChange<void>();
  const add = (send: () => Promise<void>) =>
    change.mutate({
      show: () => {
        setCount((before) => before + 1);
        return () => setCount((before) => before - 1);
      },
      send,
      done: () => designText.changed,
      undo: async () => setCount((before) => before - 1),
    });
  usePageKeys(designText.title, [{ keys: ["c"], does: designText.change, run: () => add(async () => undefined) }]);
  return (
    <Panel title={designText.pieces}>
      <div className={styles.pieces}>
        <div className={styles.row}>
          <Button>{designText.filled}</Button>
          <Button variant="default">{designText.plain}</Button>
          <Button variant="default" onClick={() => setAsking(true)}>
            {designText.confirm}
          </Button>
          <Button variant="default" onClick={() => add(async () => undefined)}>
            {designText.change}
          </Button>
          <Button variant="default" onClick={() => add(() => Promise.reject(new TransportError(designText.refusal)))}>
            {designText.refused}
          </Button>
          <output>{designText.counter(count)}</output>
        </div>
        <CopyBlock label={designText.command} text={"tail -F /var/log/auth.log"} />
      </div>
      <ConfirmDialog
        opened={asking}
        title={designText.confirmTitle}
        confirm={designText.confirmVerb}
        danger
        reasonLabel={designText.reason}
        onClose={() => setAsking(false)}
        onConfirm={async () => undefined}
      >
        <p>{designText.confirmWhat}</p>
      </ConfirmDialog>
    </Panel>
  );
}
