"use client";

import { Button, Modal, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { webhookAddressFacts } from "../../lib/responses/webhook-address.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { CopyBlock } from "../display/copy-block.tsx";
import styles from "./response-forms.module.css";
import { useCreateExecutor } from "./use-response-settings.ts";

const executorWarnings = {
  inside:
    "This is an address of your own network. Every call to it is refused before it is sent, unless Tideline was started with WEBHOOK_ALLOW_INSIDE=1. Test it before a playbook relies on it.",
  plainHttp:
    "Plain http: the signature still shows who sent a call and that nobody changed it, but whoever is on the way can read whom it is about. Use https where you can.",
} as const;

interface AddExecutorDialogProps {
  readonly stream: StreamName;
  readonly onClose: () => void;
}

/** A webhook or a dry run; the signing secret of a webhook is shown once, and never again. */
export function AddExecutorDialog({ stream, onClose }: AddExecutorDialogProps) {
  const create = useCreateExecutor();
  const [kind, setKind] = useState<"webhook" | "dry_run">("webhook");
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [idempotent, setIdempotent] = useState(false);
  const secret = create.data?.secret ?? null;
  if (secret !== null) return <SecretDialog secret={secret} onClose={onClose} />;
  return (
    <ConfirmDialog
      opened
      title="New executor"
      confirm="Create"
      reasonLabel="Why? Kept in the record."
      onClose={() => create.data === undefined && onClose()}
      onConfirm={async (reason) => {
        const address = kind === "webhook" ? { url, idempotent } : {};
        const made = await create.mutateAsync({
          method: "POST",
          path: "/executors",
          body: { stream, name, kind, reason, ...address },
        });
        if (made.secret === null) onClose();
      }}
    >
      <div className={styles.form}>
        <SegmentedControl
          aria-label="Kind"
          transitionDuration={0}
          value={kind}
          onChange={(value) => setKind(value === "dry_run" ? "dry_run" : "webhook")}
          data={[
            { value: "webhook", label: "Signed webhook" },
            { value: "dry_run", label: "Dry run" },
          ]}
        />
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {kind === "webhook" && (
          <>
            <TextInput
              label="Address"
              placeholder="https://"
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
            />
            <AddressWarnings url={url} />
            <Switch
              label="Repeats are safe"
              description="The other side promises that the same action id twice does the same as once."
              checked={idempotent}
              onChange={(event) => setIdempotent(event.currentTarget.checked)}
            />
          </>
        )}
      </div>
    </ConfirmDialog>
  );
}

/** What an address means that not every receiver can have: said before it is made, not when the first call fails. */
function AddressWarnings({ url }: { readonly url: string }) {
  const facts = webhookAddressFacts(url);
  const warnings = [
    ...(facts?.inside ? [executorWarnings.inside] : []),
    ...(facts?.plainHttp ? [executorWarnings.plainHttp] : []),
  ];
  return (
    <div role="status">
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
    </div>
  );
}

function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    // What is shown once does not go by a click beside it.
    <Modal opened onClose={() => undefined} title="Its signing secret" withCloseButton={false}>
      <div className={styles.form}>
        <p>Give it to the receiver, which checks every call with it. It is shown this once.</p>
        <CopyBlock text={secret} label="Signing secret" />
        <Button onClick={onClose}>I have kept it</Button>
      </div>
    </Modal>
  );
}
