"use client";

import { Button, Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SecondFactorState } from "../../lib/contracts/second-factor.ts";
import { ownKeys } from "../data/keys.ts";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import settings from "../settings/settings.module.css";
import styles from "./factor.module.css";
import { BackupCodes, FactorSetup } from "./factor-setup.tsx";
import { factorText } from "./factor-text.ts";
import { StepForm } from "./step-form.tsx";
import { disableFactor, renewBackupCodes, useFactor } from "./use-factor.ts";

type Dialog = "setup" | "disable" | "renew";

/** One's own second factor: on or off, and what can be done about it. */
export function FactorPanel() {
  const factor = useFactor();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  return (
    <Panel title={factorText.factor}>
      <QueryView query={factor} loading={factorText.loading} rows={2}>
        {(state) => <FactorState state={state} onAsk={setDialog} />}
      </QueryView>
      <FactorDialog dialog={dialog} onClose={() => setDialog(null)} />
    </Panel>
  );
}

function FactorState({
  state,
  onAsk,
}: {
  readonly state: SecondFactorState;
  readonly onAsk: (dialog: Dialog) => void;
}) {
  const { enabled, since, backupCodesLeft, required, available } = state;
  if (!enabled) {
    return (
      <div className={settings.body}>
        <p className={settings.prose}>
          <strong>{factorText.off}.</strong> {available ? factorText.offWhy : factorText.unavailable}
        </p>
        {available && (
          <div className={settings.inline}>
            <Button onClick={() => onAsk("setup")}>{factorText.setUp}</Button>
          </div>
        )}
      </div>
    );
  }
  return (
    <div className={settings.body}>
      <p className={settings.prose}>
        <strong>{factorText.on}</strong> {factorText.onSince} {since !== null && <RelativeTime at={since} />} ·{" "}
        {factorText.left(backupCodesLeft)}
        {required && ` · ${factorText.requiredHint}`}
      </p>
      <div className={settings.inline}>
        <Button variant="default" onClick={() => onAsk("renew")}>
          {factorText.renew}
        </Button>
        {!required && (
          <Button variant="default" onClick={() => onAsk("disable")}>
            {factorText.disable}
          </Button>
        )}
      </div>
    </div>
  );
}

const titles: Readonly<Record<Dialog, string>> = {
  setup: factorText.setUpTitle,
  disable: factorText.disableTitle,
  renew: factorText.renewTitle,
};

function FactorDialog({ dialog, onClose }: { readonly dialog: Dialog | null; readonly onClose: () => void }) {
  const client = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [isHeld, setHeld] = useState(false);
  const finish = () => {
    setCodes(null);
    setHeld(false);
    onClose();
    void client.invalidateQueries({ queryKey: ownKeys.all });
  };
  // Codes that are shown once do not go by a click beside them.
  const holds = isHeld || codes !== null;
  return (
    <Modal
      opened={dialog !== null}
      onClose={() => !holds && finish()}
      withCloseButton={!holds}
      title={holds ? factorText.codesTitle : dialog === null ? "" : titles[dialog]}
      size={440}
      closeButtonProps={{ "aria-label": factorText.close }}
    >
      {codes !== null && <BackupCodes codes={codes} onDone={finish} />}
      {dialog === "setup" && <FactorSetup onCancel={finish} onEnabled={() => setHeld(true)} onDone={finish} />}
      {dialog === "disable" && (
        <StepForm
          fields={["password", "code"]}
          takesBackupCode
          danger
          submit={factorText.disable.replace("…", "")}
          onCancel={finish}
          onSubmit={async (proof) => {
            await disableFactor(proof);
            finish();
          }}
        >
          <p className={styles.why}>{factorText.disableWhy}</p>
        </StepForm>
      )}
      {dialog === "renew" && codes === null && (
        <StepForm
          fields={["password", "code"]}
          takesBackupCode
          submit={factorText.goOn}
          onCancel={finish}
          onSubmit={async (proof) => setCodes((await renewBackupCodes(proof)).backupCodes)}
        >
          <p className={styles.why}>{factorText.renewWhy}</p>
        </StepForm>
      )}
    </Modal>
  );
}
