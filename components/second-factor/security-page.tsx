"use client";

import { PageHeader } from "../display/page-header.tsx";
import { useSession } from "../session/use-session.ts";
import settings from "../settings/settings.module.css";
import { FactorPanel } from "./factor-panel.tsx";
import { factorText } from "./factor-text.ts";
import { OwnSessions } from "./own-sessions.tsx";
import { PasswordPanel } from "./password-panel.tsx";

/** One's own proofs and where one is signed in. */
export function SecurityPage() {
  const { method } = useSession();
  return (
    <>
      <PageHeader title={factorText.title} />
      <div className={settings.scroll}>
        <div className={settings.column}>
          <FactorPanel />
          <OwnSessions />
          {method !== "oidc" && <PasswordPanel />}
        </div>
      </div>
    </>
  );
}
