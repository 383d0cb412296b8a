"use client";

import { Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ownKeys } from "../data/keys.ts";
import { useOpenedAfterMount } from "../display/use-lazy-overlay.ts";
import styles from "./factor.module.css";
import { BackupCodes, FactorSetup } from "./factor-setup.tsx";
import { factorText } from "./factor-text.ts";
import { StepForm } from "./step-form.tsx";
import { disableFactor, renewBackupCodes } from "./use-factor.ts";

export type FactorStep = "setup" | "disable" | "renew";

const titles: Readonly<Record<FactorStep, string>> = {
  setup: factorText.setUpTitle,
  disable: factorText.disableTitle,
  renew: factorText.renewTitle,
};

interface FactorDialogProps {
  readonly dialog: FactorStep | null;
  readonly onClose: () => void;
}

/** Sets the second factor up, renews its codes, or switches it off. */
export function FactorDialog({ dialog, onClose }: FactorDialogProps) {
  const client = useQueryClient();
  const opened = useOpenedAfterMount(dialog !== null);
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
      opened={opened}
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
