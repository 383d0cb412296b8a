"use client";

import { useState } from "react";
import { PageHeader } from "../display/page-header.tsx";
import { FirstEvent } from "./first-event.tsx";
import { KeyStep } from "./key-step.tsx";
import { SendStep } from "./send-step.tsx";
import styles from "./welcome.module.css";
import { welcomeText } from "./welcome-text.ts";

/** The guided first run: a key, a command with the key in it, and the first event as it is scored. */
export function WelcomePage() {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className={styles.page}>
      <PageHeader title={welcomeText.title} about={welcomeText.about} />
      <div className={styles.steps}>
        <div className={styles.column}>
          <KeyStep secret={secret} onSecret={setSecret} />
          <SendStep secret={secret} />
        </div>
        <FirstEvent />
      </div>
    </div>
  );
}
