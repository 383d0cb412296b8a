"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { CopyBlock } from "../display/copy-block.tsx";
import styles from "./factor.module.css";
import { factorText } from "./factor-text.ts";
import { QrPicture } from "./qr-picture.tsx";
import { StepForm } from "./step-form.tsx";
import { enableFactor, setUpFactor } from "./use-factor.ts";

interface FactorSetupProps {
  readonly onCancel?: () => void;
  /** It is in force and the backup codes were seen. */
  readonly onDone: () => void;
  /** It is in force: from here on there is no way back. */
  readonly onEnabled?: () => void;
}

/** Password, picture, code, backup codes. */
export function FactorSetup({ onCancel, onDone, onEnabled }: FactorSetupProps) {
  const [secret, setSecret] = useState<{ readonly secret: string; readonly uri: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const cancel = onCancel === undefined ? {} : { onCancel };
  if (codes !== null) return <BackupCodes codes={codes} onDone={onDone} />;
  if (secret === null) {
    return (
      <StepForm
        key="password"
        fields={["password"]}
        submit={factorText.goOn}
        onSubmit={async ({ password }) => setSecret(await setUpFactor(password))}
        {...cancel}
      >
        <p className={styles.why}>{factorText.passwordFirst}</p>
      </StepForm>
    );
  }
  return (
    <StepForm
      key="code"
      fields={["code"]}
      submit={factorText.enable}
      onSubmit={async ({ code }) => {
        setCodes((await enableFactor(code)).backupCodes);
        onEnabled?.();
      }}
      {...cancel}
    >
      <p className={styles.why}>{factorText.scan}</p>
      <div className={styles.picture}>
        <QrPicture text={secret.uri} />
      </div>
      <p className={styles.why}>{factorText.byHand}</p>
      <CopyBlock text={secret.secret.replace(/(.{4})(?=.)/g, "$1 ")} label={factorText.secret} />
    </StepForm>
  );
}

/** The codes, once; nothing closes this by accident. */
export function BackupCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  return (
    <div className={styles.form}>
      <p className={styles.why}>{factorText.codesWhy}</p>
      <CopyBlock text={codes.join("\n")} label={factorText.codes} />
      <div className={styles.buttons}>
        <Button onClick={onDone} data-autofocus>
          {factorText.kept}
        </Button>
      </div>
    </div>
  );
}
