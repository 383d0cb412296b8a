"use client";

import { Button } from "@mantine/core";
import type { PolicyRecord } from "../../lib/contracts/policies.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { ChangeList } from "./change-list.tsx";
import { OvertakenBy, type OvertakenDraft, rebasedDraft } from "./overtaken.tsx";
import styles from "./policies.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";
import type { useDraftEditing } from "./use-draft-editing.ts";

interface DraftNoticesProps {
  readonly editing: ReturnType<typeof useDraftEditing>;
  readonly versions: readonly PolicyRecord[];
  readonly mayDraft: boolean;
}

/** What stands in the way of the draft: another's change of it, or a version published meanwhile. */
export function DraftNotices({ editing, versions, mayDraft }: DraftNoticesProps) {
  const { state, policy, basedOn } = editing;
  const newest = versions[0];
  const base = versions.find(({ version }) => version === basedOn);
  return (
    <>
      {state.kind === "conflict" && (
        <div className={styles.notice} role="alert">
          <p>{policiesSentences.changedBy(state.theirs.updatedBy)}</p>
          <ChangeList before={policy} after={state.theirs.body} />
          <Button variant="default" onClick={() => editing.adopt(state.theirs)}>
            {policiesText.takeTheirs}
          </Button>{" "}
          <Button variant="default" onClick={() => editing.overwrite(state.theirs)}>
            {policiesText.keepMine}
          </Button>
        </div>
      )}
      {newest !== undefined && newest.version > basedOn && base !== undefined && (
        <Overtaken draft={{ base, newest, policy }} onRebase={mayDraft ? editing.change : null} />
      )}
    </>
  );
}

interface OvertakenProps {
  readonly draft: OvertakenDraft;
  readonly onRebase: ((next: { readonly policy: PolicyBody; readonly basedOn: number }) => void) | null;
}

function Overtaken({ draft, onRebase }: OvertakenProps) {
  return (
    <div className={styles.notice} role="alert">
      <OvertakenBy draft={draft} />
      {onRebase !== null && (
        <Button variant="default" onClick={() => onRebase(rebasedDraft(draft).edit)}>
          {policiesText.upToDate}
        </Button>
      )}
    </div>
  );
}
