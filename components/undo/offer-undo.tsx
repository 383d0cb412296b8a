"use client";

import { notifications } from "@mantine/notifications";
import { ApiError, describeError } from "../data/api-error.ts";
import { goToSignIn } from "../session/go-to-sign-in.ts";
import { createUndoStack, type UndoOffer } from "./undo-stack.ts";
import { undoText } from "./undo-text.ts";
import { UndoToast } from "./undo-toast.tsx";

/** Long enough to read, to notice the mistake and to reach for the key; hovering holds it. */
const offeredMs = 12_000;
const shownMs = 3000;

const stack = createUndoStack();
let offered = 0;

async function takeBack(offer: UndoOffer): Promise<void> {
  notifications.hide(offer.id);
  try {
    await offer.undo();
    notifications.show({ message: undoText.undone(offer.text), autoClose: shownMs });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) goToSignIn();
    notifications.show({ color: "red", title: undoText.notUndone, message: describeError(error), autoClose: false });
  }
}

/** Says what was done and offers to take it back, by button or by `z`, as long as the offer is on the screen. */
export function offerUndo({ text, undo }: Omit<UndoOffer, "id">): void {
  offered += 1;
  const id = `undo-${offered}`;
  stack.push({ id, text, undo });
  notifications.show({
    id,
    autoClose: offeredMs,
    onClose: () => stack.drop(id),
    closeButtonProps: { "aria-label": undoText.close },
    message: (
      <UndoToast
        id={id}
        text={text}
        stack={stack}
        onUndo={() => {
          const offer = stack.take(id);
          if (offer !== null) void takeBack(offer);
        }}
      />
    ),
  });
}

const running = new Set<symbol>();
const runningId = "undo-running";

/** While a change of many runs, the key does not take back an earlier one, but says what it waits for. */
export async function holdUndo<T>(change: () => Promise<T>): Promise<T> {
  const mark = Symbol("change");
  running.add(mark);
  try {
    return await change();
  } finally {
    running.delete(mark);
    if (running.size === 0) notifications.hide(runningId);
  }
}

/** Takes back the newest change still on offer; says so while one runs that is not done yet. */
export function undoLast(): void {
  if (running.size > 0) {
    notifications.show({ id: runningId, message: undoText.running, autoClose: shownMs });
    return;
  }
  const offer = stack.take();
  if (offer !== null) void takeBack(offer);
}
