"use client";

import { Chip } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { CopyBlock } from "../display/copy-block.tsx";
import { Panel } from "../display/panel.tsx";
import { useUrlParams } from "../url/use-url-params.ts";
import { sourceKinds } from "./source-commands.ts";
import styles from "./welcome.module.css";
import { welcomeText } from "./welcome-text.ts";

const never = () => () => undefined;

/** What to run where the log is, with the key and this Tideline's address in it. */
export function SendStep({ secret }: { readonly secret: string | null }) {
  const { params, change } = useUrlParams();
  const url = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
  const [first] = sourceKinds;
  const kind = sourceKinds.find(({ name }) => name === params.get("kind")) ?? first;
  if (kind === undefined) return null;
  return (
    <Panel title={welcomeText.sendTitle}>
      <div className={styles.body}>
        <Chip.Group value={kind.name} onChange={(name) => change({ kind: name === first?.name ? null : name })}>
          <div className={styles.kinds} role="radiogroup" aria-label={welcomeText.kinds}>
            {sourceKinds.map(({ name, label }) => (
              <Chip key={name} value={name} size="xs" radius="sm">
                {label}
              </Chip>
            ))}
          </div>
        </Chip.Group>
        <p>{kind.about}</p>
        <CopyBlock
          label={welcomeText.command(kind.label)}
          text={kind.command({ url, key: secret ?? welcomeText.placeholder })}
        />
        <p className={styles.quiet}>{welcomeText.runs}</p>
      </div>
    </Panel>
  );
}
