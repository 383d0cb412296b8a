"use client";

import type { ConfirmDialogProps } from "./confirm-form-dialog.tsx";
import { fetchedLater } from "./fetched-later.tsx";
import { useWasOpened } from "./use-lazy-overlay.ts";

const { Part: ConfirmFormDialog, fetch } = fetchedLater(() =>
  import("./confirm-form-dialog.tsx").then((file) => file.ConfirmFormDialog),
);
/** The frame of every page fetches it ahead: a question is there as soon as it is called for. */
export const fetchConfirmDialog = fetch;

/** Asks before something that matters, with the reason that is kept. Loaded beside the page, not before it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useWasOpened(props.opened) && <ConfirmFormDialog {...props} />;
}
