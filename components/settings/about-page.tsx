"use client";

import { useQuery } from "@tanstack/react-query";
import { aboutSchema } from "../../lib/contracts/instance-settings.ts";
import { settingsKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { PageHeader } from "../display/page-header.tsx";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import styles from "./settings.module.css";
import { settingsText } from "./settings-text.ts";

const words = settingsText.about;

/** What this instance is, as its environment says. */
export function useAbout() {
  return useQuery({
    queryKey: settingsKeys.about,
    queryFn: ({ signal }) => request(aboutSchema, "/api/v1/about", { signal }),
  });
}

/** Version, address, retention. */
export function AboutPage() {
  const about = useAbout();
  return (
    <>
      <PageHeader title={words.title} />
      <div className={styles.scroll}>
        <div className={styles.column}>
          <Panel title="Tideline">
            <QueryView query={about} loading={words.loading} rows={4}>
              {({ version, publicUrl, retentionDays, retentionBytes }) => (
                <div className={styles.body}>
                  <dl className={styles.facts}>
                    <dt>{words.version}</dt>
                    <dd>{version}</dd>
                    <dt>{words.address}</dt>
                    <dd className={styles.mono}>{publicUrl}</dd>
                    <dt>{words.days}</dt>
                    <dd>
                      {retentionDays} {words.daysUnit}
                    </dd>
                    <dt>{words.bytes}</dt>
                    <dd>{(retentionBytes / 1e9).toFixed(1)} GB</dd>
                    <dt>{words.licence}</dt>
                    <dd>{words.apache}</dd>
                  </dl>
                  <p className={styles.quiet}>{words.fromEnvironment}</p>
                </div>
              )}
            </QueryView>
          </Panel>
        </div>
      </div>
    </>
  );
}
