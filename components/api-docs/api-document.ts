import { z } from "zod";

/** A JSON schema, as far as the page reads it. */
export interface JsonSchema {
  readonly [name: string]: unknown;
}

const jsonSchema: z.ZodType<JsonSchema> = z.record(z.string(), z.unknown());
const contentSchema = z.record(z.string(), z.object({ schema: jsonSchema.optional() }));

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean(),
  description: z.string().optional(),
  schema: jsonSchema,
});

const operationSchema = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  "x-permission": z.string(),
  parameters: z.array(parameterSchema),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contentSchema.optional() })),
  security: z.array(z.record(z.string(), z.unknown())),
});

export const apiDocumentSchema = z.object({
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});
export type ApiDocument = z.infer<typeof apiDocumentSchema>;

export interface ApiOperation extends z.infer<typeof operationSchema> {
  readonly method: string;
  readonly path: string;
}

export interface ApiGroup {
  readonly name: string;
  readonly operations: readonly ApiOperation[];
}

const methodOrder = ["get", "post", "patch", "put", "delete"];

/** The operations by part of the API, paths in their order, reading before changing; those in which all words occur. */
export function groupsOf(document: ApiDocument, search: string): ApiGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
    )
    .filter(({ method, path, summary }) => {
      const text = `${method} ${path} ${summary}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort(
      (one, other) =>
        one.path.localeCompare(other.path, "en") || methodOrder.indexOf(one.method) - methodOrder.indexOf(other.method),
    );
  const groups = new Map<string, ApiOperation[]>();
  for (const operation of operations) {
    const name = operation.tags[0] ?? "other";
    groups.set(name, [...(groups.get(name) ?? []), operation]);
  }
  return [...groups].map(([name, members]) => ({ name, operations: members }));
}
