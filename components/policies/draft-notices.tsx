"use client";

import { Button } from "@mantine/core";
import type { PolicyRecord } from "../../lib/contracts/policies.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { rebasePolicy } from "../../lib/thresholds/rebase-policy.ts";
import { ChangeList } from "./change-list.tsx";
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
        <Overtaken base={base} newest={newest} policy={policy} onRebase={mayDraft ? editing.change : null} />
      )}
    </>
  );
}

interface OvertakenProps {
  readonly base: PolicyRecord;
  readonly newest: PolicyRecord;
  readonly policy: PolicyBody;
  readonly onRebase: ((next: { readonly policy: PolicyBody; readonly basedOn: number }) => void) | null;
}

function Overtaken({ base, newest, policy, onRebase }: OvertakenProps) {
  const { version: _base, ...from } = base.body;
  const { version: _newest, ...theirs } = newest.body;
  const rebased = rebasePolicy({ base: from, mine: policy, theirs });
  return (
    <div className={styles.notice} role="alert">
      <p>{policiesSentences.overtaken(newest.version, newest.author)}</p>
      <ChangeList before={from} after={theirs} />
      {rebased.conflicts.length > 0 && <p>{policiesSentences.conflicts(rebased.conflicts.length)}</p>}
      {onRebase !== null && (
        <Button variant="default" onClick={() => onRebase({ policy: rebased.policy, basedOn: newest.version })}>
          {policiesText.upToDate}
        </Button>
      )}
    </div>
  );
}
