"use client";

import type { About } from "../../lib/contracts/instance-settings.ts";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { useAbout } from "./about-page.tsx";
import styles from "./settings.module.css";
import { roleWords, settingsText } from "./settings-text.ts";

const words = settingsText.signIn;

/** The identity provider as the environment names it: to be read, and compared with what the provider has. */
export function IdentityProviderPanel() {
  const about = useAbout();
  return (
    <Panel title={words.oidc}>
      <QueryView query={about} loading={words.loading} rows={4}>
        {({ oidc }) =>
          oidc === null ? (
            <EmptyState title={words.oidcNone}>
              <p>{words.oidcNoneHow}</p>
            </EmptyState>
          ) : (
            <ProviderFacts oidc={oidc} />
          )
        }
      </QueryView>
    </Panel>
  );
}

function ProviderFacts({ oidc }: { readonly oidc: NonNullable<About["oidc"]> }) {
  return (
    <div className={styles.body}>
      <dl className={styles.facts}>
        <dt>{words.oidcName}</dt>
        <dd>{oidc.name}</dd>
        <dt>{words.issuer}</dt>
        <dd className={styles.mono}>{oidc.issuer}</dd>
        <dt>{words.redirect}</dt>
        <dd className={styles.mono}>{oidc.redirectUri}</dd>
        <dt>{words.roleClaim}</dt>
        <dd className={styles.mono}>{oidc.roleClaim}</dd>
        <dt>{words.roleMap}</dt>
        <dd>
          <ul className={styles.roles}>
            {oidc.roleMap.map(({ claim, role }) => (
              <li key={claim} style={{ display: "contents" }}>
                <span className={styles.mono}>{claim}</span>
                <span aria-hidden="true">→</span>
                <span>{roleWords[role]}</span>
              </li>
            ))}
            <li style={{ display: "contents" }}>
              <span>{words.otherwise}</span>
              <span aria-hidden="true">→</span>
              <span>{oidc.defaultRole === null ? words.refused : roleWords[oidc.defaultRole]}</span>
            </li>
          </ul>
        </dd>
      </dl>
      <p className={styles.quiet}>{words.oidcFrom}</p>
    </div>
  );
}
