import type { PolicyRecord } from "../../lib/contracts/policies.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { rebasePolicy } from "../../lib/thresholds/rebase-policy.ts";
import { ChangeList } from "./change-list.tsx";
import { policiesSentences } from "./policies-text.ts";

/** A draft that a newer version stands in the way of. */
export interface OvertakenDraft {
  /** The version that the draft began from. */
  readonly base: PolicyRecord;
  readonly newest: PolicyRecord;
  readonly policy: PolicyBody;
}

function bodyOf({ body: { version: _version, ...body } }: PolicyRecord): PolicyBody {
  return body;
}

/** The draft's changes on top of the newest version, as an edit of the draft. */
export function rebasedDraft({ base, newest, policy }: OvertakenDraft) {
  const rebased = rebasePolicy({ base: bodyOf(base), mine: policy, theirs: bodyOf(newest) });
  return { edit: { policy: rebased.policy, basedOn: newest.version }, conflicts: rebased.conflicts };
}

/** Who published what meanwhile, and how many fields both changed. */
export function OvertakenBy({ draft }: { readonly draft: OvertakenDraft }) {
  const { base, newest } = draft;
  const { conflicts } = rebasedDraft(draft);
  return (
    <>
      <p>{policiesSentences.overtaken(newest.version, newest.author)}</p>
      <ChangeList before={bodyOf(base)} after={bodyOf(newest)} />
      {conflicts.length > 0 && <p>{policiesSentences.conflicts(conflicts.length)}</p>}
    </>
  );
}
