"use client";

import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { PolicyDraft } from "../../lib/contracts/policies.ts";
import { policyKeys } from "../data/keys.ts";
import { readDraft, saveDraft } from "./draft-requests.ts";
import { policiesText } from "./policies-text.ts";

interface ShadowButtonProps {
  readonly draft: PolicyDraft;
  /** What is written so far is saved first: a shadow is of what everybody can read. */
  readonly save: () => Promise<void>;
  readonly disabled: boolean;
}

/** Puts a draft into shadow, or takes it out. */
export function ShadowButton({ draft, save, disabled }: ShadowButtonProps) {
  const client = useQueryClient();
  const isInShadow = draft.shadow !== null;
  const turn = useMutation({
    mutationFn: async () => {
      await save();
      const { revision } = await readDraft(draft.id);
      return saveDraft(draft.id, { revision, shadow: !isInShadow });
    },
    onSettled: () => client.invalidateQueries({ queryKey: policyKeys.drafts(draft.stream) }),
  });
  return (
    <Button
      variant="default"
      title={policiesText.shadowHint}
      disabled={disabled && !isInShadow}
      loading={turn.isPending}
      onClick={() => turn.mutate()}
    >
      {isInShadow ? policiesText.endShadow : policiesText.putInShadow}
    </Button>
  );
}
