"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import type { SecondFactorState } from "../../lib/contracts/second-factor.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";
import settings from "../settings/settings.module.css";
import type { FactorStep } from "./factor-dialog.tsx";
import { factorText } from "./factor-text.ts";
import { useFactor } from "./use-factor.ts";

const { Part: FactorDialog, fetch } = fetchedLater(() =>
  import("./factor-dialog.tsx").then((file) => file.FactorDialog),
);

/** One's own second factor: on or off, and what can be done about it. */
export function FactorPanel() {
  const factor = useFactor();
  useFetchAhead(fetch);
  const [dialog, setDialog] = useState<FactorStep | null>(null);
  const withDialog = useWasOpened(dialog !== null);
  return (
    <Panel title={factorText.factor}>
      <QueryView query={factor} loading={factorText.loading} rows={2}>
        {(state) => <FactorState state={state} onAsk={setDialog} />}
      </QueryView>
      {withDialog && <FactorDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </Panel>
  );
}

function FactorState({
  state,
  onAsk,
}: {
  readonly state: SecondFactorState;
  readonly onAsk: (step: FactorStep) => void;
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
