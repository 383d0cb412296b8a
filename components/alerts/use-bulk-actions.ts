import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { formatCount, formatCountOf } from "../display/format.ts";
import { alertSentences } from "./alert-text.ts";
import { changeWords } from "./change-words.ts";
import { type BulkChange, useBulkChange } from "./use-bulk-change.ts";
import type { AlertSelection } from "./use-selection.ts";

const noRefusals: ReadonlyMap<number, string> = new Map();

/** Changes many alerts together: what was done leaves the selection, what was refused stays chosen and says why. */
export function useBulkActions(selection: AlertSelection) {
  const { mutate, isPending, done, variables } = useBulkChange();
  const [refused, setRefused] = useState(noRefusals);
  const run = (change: BulkChange) => {
    if (isPending || change.targets.length === 0) return;
    setRefused(noRefusals);
    mutate(change, {
      onSuccess: (result) => {
        setRefused(result.refused);
        selection.drop(change.targets.flatMap(({ id }) => (result.refused.has(id) ? [] : [id])));
        if (result.refused.size === 0) return;
        const changed = `${formatCountOf(result.changed.length, "alert")} ${changeWords(change.patch)}`;
        notifications.show({
          color: "yellow",
          message: alertSentences.changedSome(changed, formatCount(result.refused.size)),
          autoClose: 8000,
        });
      },
    });
  };
  const all = variables?.targets.length ?? 0;
  return { run, refused, isPending, progress: isPending ? { done: Math.min(done, all), all } : null };
}
