"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PolicyDraft } from "../../lib/contracts/policies.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { policyKeys } from "../data/keys.ts";
import { readDraft, saveDraft } from "./draft-requests.ts";

/** After this long without another change what was changed is saved. */
const quietMs = 800;

export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly reason: string }
  /** Somebody else changed the draft meanwhile. */
  | { readonly kind: "conflict"; readonly theirs: PolicyDraft };

interface Edited {
  readonly policy: PolicyBody;
  readonly basedOn: number;
}

/**
 * A draft as it is edited here: shown at once, saved by itself when the hand rests, when the page is left and before
 * it is published. Nothing that somebody else wrote is overwritten unseen.
 */
export function useDraftEditing(draft: PolicyDraft) {
  const client = useQueryClient();
  const [edited, setEdited] = useState<Edited>({ policy: draft.body, basedOn: draft.basedOn });
  const [state, setState] = useState<SaveState>({ kind: "saved" });
  const latest = useRef({ edited, revision: draft.revision, dirty: false });

  const save = useCallback(async () => {
    const { edited: sent, revision, dirty } = latest.current;
    if (!dirty) return;
    latest.current = { ...latest.current, dirty: false };
    setState({ kind: "saving" });
    try {
      const saved = await saveDraft(draft.id, { revision, ...sent });
      latest.current = { ...latest.current, revision: saved.revision };
      setState({ kind: latest.current.dirty ? "unsaved" : "saved" });
      void client.invalidateQueries({ queryKey: policyKeys.drafts(draft.stream) });
    } catch (error) {
      latest.current = { ...latest.current, dirty: true };
      if (error instanceof ApiError && error.status === 409)
        setState({ kind: "conflict", theirs: await readDraft(draft.id) });
      else setState({ kind: "failed", reason: describeError(error) });
    }
  }, [client, draft.id, draft.stream]);

  const change = useCallback((next: Partial<Edited>) => {
    latest.current = { ...latest.current, edited: { ...latest.current.edited, ...next }, dirty: true };
    setEdited(latest.current.edited);
    setState((before) => (before.kind === "conflict" ? before : { kind: "unsaved" }));
  }, []);

  const adopt = useCallback((theirs: PolicyDraft) => {
    const own = { policy: theirs.body, basedOn: theirs.basedOn };
    latest.current = { edited: own, revision: theirs.revision, dirty: false };
    setEdited(own);
    setState({ kind: "saved" });
  }, []);

  const overwrite = useCallback((theirs: PolicyDraft) => {
    latest.current = { ...latest.current, revision: theirs.revision, dirty: true };
    setState({ kind: "unsaved" });
  }, []);

  // What others save arrives here too, as long as nothing of one's own is on its way.
  useEffect(() => {
    if (draft.revision > latest.current.revision && state.kind === "saved") adopt(draft);
  }, [draft, state.kind, adopt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the wait anew.
  useEffect(() => {
    if (state.kind !== "unsaved") return;
    const timer = setTimeout(() => void save(), quietMs);
    return () => clearTimeout(timer);
  }, [state.kind, edited, save]);
  useSaveOnLeave(latest, save);
  return { ...edited, state, change, save, adopt, overwrite };
}

/** Leaving for another page saves; leaving Tideline asks first while something is not saved. */
function useSaveOnLeave(latest: { readonly current: { readonly dirty: boolean } }, save: () => Promise<void>): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (!latest.current.dirty) return;
      event.preventDefault();
      void save();
    };
    window.addEventListener("beforeunload", onLeave);
    return () => {
      window.removeEventListener("beforeunload", onLeave);
      void save();
    };
  }, [latest, save]);
}
