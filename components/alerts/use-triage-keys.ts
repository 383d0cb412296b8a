import { useKeyHelp } from "../keys/key-registry.ts";
import { useKeys } from "../url/use-keys.ts";
import { alertText, keyHelp } from "./alert-text.ts";
import type { AlertSelection } from "./use-selection.ts";

interface TriageKeys {
  /** A dialog was asked for: what is typed from now on is for it, also before it is in the page. */
  readonly isAsking: boolean;
  readonly actions: Readonly<
    Record<"acknowledge" | "resolve" | "snooze" | "assign" | "assignToMe" | "close", () => void>
  >;
  readonly selection: AlertSelection;
  readonly selectAll: () => void;
  readonly idNow: () => number | null;
  readonly moveBy: (step: number) => void;
  readonly open: () => void;
  readonly search: () => void;
  readonly note: () => void;
}

/** The keys of the Alerts page: each acts on the chosen alerts, or else on the one under the cursor. */
export function useTriageKeys(keys: TriageKeys): void {
  const { isAsking, actions, selection, selectAll, idNow, moveBy, open, search, note } = keys;
  const onCursor = (act: (id: number) => void) => () => {
    const id = idNow();
    if (id !== null) act(id);
  };
  const clearOrClose = () => (selection.chosenNow().length > 0 ? selection.clear() : actions.close());
  useKeyHelp(alertText.title, keyHelp);
  const commands = {
    j: () => moveBy(1),
    ArrowDown: () => moveBy(1),
    k: () => moveBy(-1),
    ArrowUp: () => moveBy(-1),
    Enter: open,
    Escape: clearOrClose,
    x: onCursor(selection.toggle),
    X: onCursor(selection.extendTo),
    A: selectAll,
    a: actions.acknowledge,
    e: actions.resolve,
    s: actions.snooze,
    m: actions.assignToMe,
    M: actions.assign,
    n: note,
    "/": search,
  };
  useKeys(isAsking ? {} : commands);
}
