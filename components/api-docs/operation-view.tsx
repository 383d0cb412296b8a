"use client";

import { useState } from "react";
import { CopyBlock } from "../display/copy-block.tsx";
import styles from "./api-docs.module.css";
import type { ApiOperation, JsonSchema } from "./api-document.ts";
import { accessWords, apiText } from "./api-text.ts";
import { curlOf } from "./example-of.ts";
import { schemaRows, typeWords } from "./schema-rows.ts";

interface OperationViewProps {
  readonly operation: ApiOperation;
  readonly origin: string;
  /** What the address points to. */
  readonly open: boolean;
}

/** One operation: a line that opens into its parameters, schemas and a command to try it. */
export function OperationView({ operation, origin, open }: OperationViewProps) {
  const [isOpen, setOpen] = useState(open);
  const { operationId, method, path, summary, "x-permission": permission } = operation;
  return (
    <details
      id={operationId}
      className={styles.operation}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <span className={styles.method} data-changes={method !== "get"}>
          {method.toUpperCase()}
        </span>
        <code className={styles.path}>{path}</code>
        <span className={styles.about}>{summary}</span>
        <span className={styles.access}>{accessWords(permission)}</span>
      </summary>
      {isOpen && <OperationBody operation={operation} origin={origin} />}
    </details>
  );
}

function OperationBody({ operation, origin }: Omit<OperationViewProps, "open">) {
  const { parameters, requestBody, responses } = operation;
  const body = requestBody?.content["application/json"]?.schema;
  const done = Object.entries(responses).find(([status]) => status !== "default");
  const [type, content] = Object.entries(done?.[1].content ?? {})[0] ?? [];
  return (
    <div className={styles.body}>
      <p className={styles.fullAbout}>{operation.summary}</p>
      {parameters.length > 0 && (
        <FieldTable
          title={apiText.parameters}
          rows={parameters.map((parameter) => ({
            path: parameter.name,
            place: parameter.in,
            type: parameter.description ?? typeWords(parameter.schema),
            required: parameter.required,
          }))}
        />
      )}
      {body !== undefined && <SchemaTable title={apiText.body} schema={body} />}
      {content?.schema === undefined ? (
        <Answer status={done?.[0] ?? ""} text={type ?? apiText.noAnswer} />
      ) : (
        <SchemaTable title={`${apiText.answer} ${done?.[0] ?? ""}`} schema={content.schema} />
      )}
      <Answer status="" title={apiText.errors} text={apiText.errorsHint} />
      <h3 className={styles.part}>{apiText.command}</h3>
      <CopyBlock label={`${operation.method.toUpperCase()} ${operation.path}`} text={curlOf(operation, origin)} />
    </div>
  );
}

function Answer(props: { readonly title?: string; readonly status: string; readonly text: string }) {
  const { title = apiText.answer, status, text } = props;
  return (
    <>
      <h3 className={styles.part}>
        {title} {status}
      </h3>
      <p className={styles.quiet}>{text}</p>
    </>
  );
}

function SchemaTable({ title, schema }: { readonly title: string; readonly schema: JsonSchema }) {
  const rows = schemaRows(schema);
  if (rows.length === 0) return <Answer title={title} status="" text={typeWords(schema)} />;
  return <FieldTable title={title} rows={rows.map((row) => ({ ...row, place: "" }))} />;
}

interface Field {
  readonly path: string;
  readonly place: string;
  readonly type: string;
  readonly required: boolean;
}

function FieldTable({ title, rows }: { readonly title: string; readonly rows: readonly Field[] }) {
  return (
    <>
      <h3 className={styles.part}>{title}</h3>
      <dl className={styles.fields}>
        {rows.map(({ path, place, type, required }) => (
          <div key={`${place} ${path}`}>
            <dt>
              <code>{path}</code>
              {place !== "" && <span className={styles.quiet}> in {place}</span>}
            </dt>
            <dd>
              {type}
              <span className={styles.quiet}> · {required ? apiText.required : apiText.optional}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
