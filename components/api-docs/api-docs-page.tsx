"use client";

import { Anchor, CloseButton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { apiDocsKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { PageHeader } from "../display/page-header.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { usePageKeys } from "../keys/use-page-keys.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import styles from "./api-docs.module.css";
import { type ApiDocument, apiDocumentSchema, groupsOf } from "./api-document.ts";
import { apiText } from "./api-text.ts";
import { OperationView } from "./operation-view.tsx";

const documentPath = "/api/v1/openapi.json";

/** The API for people: made from the same document that machines read. */
export function ApiDocsPage() {
  const { params, change } = useUrlParams();
  const search = params.get("q") ?? "";
  const searchRef = useRef<HTMLInputElement>(null);
  const query = useQuery({
    queryKey: apiDocsKeys.document,
    queryFn: ({ signal }) => request(apiDocumentSchema, documentPath, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  usePageKeys(apiText.title, [{ keys: ["/"], does: apiText.search, run: () => searchRef.current?.focus() }]);
  return (
    <div className={styles.page}>
      <PageHeader
        title={apiText.title}
        about={query.data && `Version ${query.data.info.version}`}
        actions={<Anchor href={documentPath}>{apiText.document}</Anchor>}
        toolbar={
          <TextInput
            ref={searchRef}
            size="xs"
            className={styles.search}
            aria-label={apiText.search}
            placeholder={apiText.search}
            value={search}
            onChange={(event) => change({ q: event.currentTarget.value })}
            onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
            rightSection={
              search === "" ? (
                <KeyHint>/</KeyHint>
              ) : (
                <CloseButton size="xs" aria-label="Clear search" onClick={() => change({ q: null })} />
              )
            }
          />
        }
      />
      <QueryView query={query} loading={apiText.loading} rows={16}>
        {(document) => <Operations document={document} search={search} />}
      </QueryView>
    </div>
  );
}

function Operations({ document, search }: { readonly document: ApiDocument; readonly search: string }) {
  const groups = groupsOf(document, search);
  const pointed = window.location.hash.slice(1);
  if (groups.length === 0) return <EmptyState title={apiText.none} />;
  return (
    <div className={styles.columns}>
      <nav className={styles.groups} aria-label={apiText.groups}>
        {groups.map(({ name, operations }) => (
          <a key={name} href={`#part-${name}`}>
            {name} <span>{operations.length}</span>
          </a>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.list} tabIndex={0} aria-label={apiText.title}>
        {groups.map(({ name, operations }) => (
          <section key={name} id={`part-${name}`} aria-label={name}>
            <h2 className={styles.group}>{name}</h2>
            {operations.map((operation) => (
              <OperationView
                key={operation.operationId}
                operation={operation}
                origin={window.location.origin}
                open={operation.operationId === pointed}
              />
            ))}
          </section>
        ))}
      </section>
    </div>
  );
}
