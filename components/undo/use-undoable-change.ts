"use client";

import { useMutation } from "@tanstack/react-query";
import { offerUndo } from "./offer-undo.tsx";

/** A change by a person that is shown at once and can be taken back. */
export interface UndoableChange<T> {
  /** Puts what the change will make into the caches; answers what puts the old state back. */
  readonly show: () => () => void;
  readonly send: () => Promise<T>;
  /** What was done, as a sentence of the past: "Alert 12 acknowledged". */
  readonly done: (result: T) => string;
  /** Sends what takes it back, by what the server answered (the new revision, say). */
  readonly undo: (result: T) => Promise<unknown>;
}

/**
 * The one way to make a change optimistically: shown, sent, and then offered to be undone. When the server refuses, what
 * was there before comes back and the data door says why; a change that did not arrive is never sent later by itself.
 */
export function useUndoableChange<T>() {
  return useMutation<T, Error, UndoableChange<T>, () => void>({
    networkMode: "always",
    mutationFn: (change) => change.send(),
    onMutate: (change) => change.show(),
    onSuccess: (result, change) => offerUndo({ text: change.done(result), undo: () => change.undo(result) }),
    onError: (_error, _change, restore) => restore?.(),
  });
}
