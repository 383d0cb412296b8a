"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { PageHeader } from "../display/page-header.tsx";
import { SidePanel } from "../display/side-panel.tsx";
import { SplitView } from "../display/split-view.tsx";
import styles from "./design.module.css";
import { designText } from "./design-text.ts";
import { PieceSpecimens } from "./piece-specimens.tsx";
import { StateSpecimens } from "./state-specimens.tsx";
import { TableSpecimen } from "./table-specimen.tsx";
import { TokenSpecimens } from "./token-specimens.tsx";

/** Every token and shared piece as the browser draws it: what docs/DESIGN.md says, to look at. */
export function DesignPage() {
  const [openRow, setOpenRow] = useState<string | null>(null);
  return (
    <div className={styles.page}>
      <PageHeader title={designText.title} about={designText.about} />
      <SplitView
        panel={
          openRow === null ? null : (
            <SidePanel
              label={openRow}
              title={openRow}
              onClose={() => setOpenRow(null)}
              actions={<Button variant="default">{designText.action}</Button>}
            >
              <p className={styles.prose}>{designText.panel}</p>
            </SidePanel>
          )
        }
      >
        <div className={styles.specimens}>
          <TokenSpecimens />
          <TableSpecimen openRow={openRow} onOpen={setOpenRow} />
          <StateSpecimens />
          <PieceSpecimens />
        </div>
      </SplitView>
    </div>
  );
}
