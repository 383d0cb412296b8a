import type { ApiOperation, JsonSchema } from "./api-document.ts";

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

const formats: Readonly<Record<string, string>> = {
  email: "ann@example.org",
  "date-time": "2026-11-22T12:00:00Z",
  date: "2026-11-22",
  uuid: "00000000-0000-4000-8000-000000000000",
};

/** A value that a schema might take: enough to begin with, not always one that the server accepts. */
function exampleOf(schema: JsonSchema): unknown {
  const union = firstOf(schema.anyOf) ?? firstOf(schema.oneOf) ?? firstOf(schema.allOf);
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (isSchema(union)) return exampleOf(union);
  switch (schema.type) {
    case "string":
      return (typeof schema.format === "string" ? formats[schema.format] : undefined) ?? "...";
    case "integer":
    case "number":
      return Math.max(1, typeof schema.minimum === "number" ? schema.minimum : 1);
    case "boolean":
      return true;
    case "array":
      return isSchema(schema.items) ? [exampleOf(schema.items)] : [];
    case "object":
      return exampleObject(schema);
    default:
      return null;
  }
}

/** What must be there; where nothing must, everything. */
function exampleObject({ properties, required }: JsonSchema): Record<string, unknown> {
  if (!isSchema(properties)) return {};
  const needed = Array.isArray(required) && required.length > 0 ? required : Object.keys(properties);
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, field]) =>
      needed.includes(name) && isSchema(field) ? [[name, exampleOf(field)]] : [],
    ),
  );
}

/** Text in single quotes for a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The call as a line for a shell: with a key where keys may, else with the cookie of a session. */
export function curlOf(operation: ApiOperation, origin: string): string {
  const { method, path, security, requestBody } = operation;
  const keyMay = security.some((way) => "key" in way);
  const isOpen = security.length === 0;
  const lines = [`curl ${quoted(`${origin}${path}`)}`];
  if (method !== "get") lines.push(`-X ${method.toUpperCase()}`);
  if (keyMay) lines.push(`-H 'Authorization: Bearer KEY'`);
  else if (!isOpen) lines.push("-b cookies.txt");
  if (method !== "get" && !keyMay) lines.push("-H 'x-tideline-client: web'", `-H ${quoted(`Origin: ${origin}`)}`);
  const body = requestBody?.content["application/json"];
  if (body !== undefined) {
    const example = body.schema === undefined ? [{ message: "a failed logon of root" }] : exampleOf(body.schema);
    lines.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(example))}`);
  }
  return lines.join(" \\\n  ");
}
