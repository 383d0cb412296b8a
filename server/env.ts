import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type Role, roles } from "../lib/contracts/permissions.ts";
import { isLoopbackHost } from "./is-loopback.ts";
import type { OidcSettings } from "./oidc/oidc-settings.ts";

const bytesPerUnit = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

const postgresUrl = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\/./.test(value) && URL.canParse(value), "must be a postgresql:// address");

function isCidr(value: string): boolean {
  const [address = "", bits, ...rest] = value.split("/");
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const validBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  return version !== 0 && validBits && rest.length === 0;
}

const cidrList = z
  .string()
  .transform((value) => value.split(",").flatMap((part) => part.trim() || []))
  .refine((parts) => parts.every(isCidr), "must be addresses or CIDR ranges, separated by commas");

const byteCount = z
  .string()
  .regex(/^\d+(\.\d+)?\s*(B|kB|MB|GB|TB)?$/, "must be a number of bytes, or a number with kB, MB, GB or TB")
  .transform((value) => {
    const unit = z
      .enum(["B", "kB", "MB", "GB", "TB"])
      .catch("B")
      .parse(value.replace(/[\d.\s]/g, ""));
    return Math.round(Number.parseFloat(value) * bytesPerUnit[unit]);
  });

const roleMapForm = `must be pairs like soc-admins=admin,soc=analyst, with the roles ${roles.join(", ")}`;
const roleMap = z.string().transform((value, context) =>
  value.split(",").flatMap((pair) => {
    // The last equals sign: a group may be named cn=soc.
    const [, claim = "", role] = /^(.+)=([a-z]+)$/.exec(pair.trim()) ?? [];
    const known = roles.find((name) => name === role);
    if (known !== undefined) return [{ claim: claim.trim(), role: known }];
    context.addIssue({ code: "custom", message: roleMapForm });
    return [];
  }),
);

/** Secrets and tokens over plain http: to this machine itself, or where somebody said so. */
function allowsHttp(values: { readonly OIDC_ISSUER?: string | undefined; readonly ALLOW_INSECURE: "0" | "1" }) {
  const { OIDC_ISSUER: issuer, ALLOW_INSECURE: insecure } = values;
  // One that is no address is refused as such; nothing more is said of it here.
  const isOwn = issuer !== undefined && URL.canParse(issuer) && isLoopbackHost(new URL(issuer).hostname);
  return insecure === "1" || isOwn;
}

const schema = z
  .object({
    NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
    DATABASE_URL: postgresUrl,
    DIRECT_DATABASE_URL: postgresUrl.optional(),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().min(1).default("127.0.0.1"),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    ALLOW_INSECURE: z.enum(["0", "1"]).default("0"),
    TRUST_PROXY: cidrList.default([]),
    TIDELINE_DATA: z.string().min(1).default("../shared/data"),
    TIDELINE_STATE: z.string().min(1).default(".data"),
    AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
    AUDIT_SIGNING_KEY: z
      .string()
      .transform((value) => Buffer.from(value, "base64"))
      .refine((seed) => seed.length === 32, "must be 32 bytes in base64, as `openssl rand -base64 32` prints them")
      .optional(),
    WEBHOOK_ALLOW_INSIDE: z.enum(["0", "1"]).default("0"),
    RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
    RETENTION_BYTES: byteCount.default(20e9),
    OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().min(1).max(40).default("your organisation"),
    OIDC_ROLE_CLAIM: z.string().min(1).default("groups"),
    OIDC_ROLE_MAP: roleMap.default([]),
    OIDC_DEFAULT_ROLE: z.enum([...roles, "deny"]).default("deny"),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .superRefine((values, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (values.OIDC_ISSUER !== undefined) {
      for (const name of ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const) {
        if (values[name] === undefined) refuse(name, "is required with OIDC_ISSUER");
      }
      if (!allowsHttp(values) && values.OIDC_ISSUER.startsWith("http:")) refuse("OIDC_ISSUER", "must be https");
      if (values.OIDC_ROLE_MAP.length === 0 && values.OIDC_DEFAULT_ROLE === "deny") {
        refuse("OIDC_ROLE_MAP", "is required with OIDC_ISSUER, or OIDC_DEFAULT_ROLE: otherwise nobody is let in");
      }
    }
    if (isLoopbackHost(values.HOST)) return;
    if (!values.PUBLIC_URL) refuse("PUBLIC_URL", `is required when HOST is ${values.HOST}`);
    else if (values.PUBLIC_URL.startsWith("http:") && values.ALLOW_INSECURE !== "1") {
      refuse("PUBLIC_URL", "must be https (ALLOW_INSECURE=1 accepts plain http, passwords included)");
    }
  });

/** The settings of this process, each parsed and with its default. docs/OPERATIONS.md says what each does. */
export interface Env {
  readonly mode: "production" | "development" | "test";
  readonly databaseUrl: string;
  /** The same database without a pooler in between: LISTEN and session locks need one connection. */
  readonly directDatabaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** The address that people open, without a slash at its end. */
  readonly publicUrl: string;
  readonly trustProxy: readonly string[];
  /** Absolute; may not exist. */
  readonly dataDir: string;
  /** Absolute. */
  readonly stateDir: string;
  readonly authSecret: string;
  /** Seed of the key that signs the audit record; null takes it from the state folder. */
  readonly auditSigningKey: Uint8Array | null;
  /** Webhooks may call addresses of this machine and of private networks. */
  readonly webhookAllowInside: boolean;
  readonly retentionDays: number;
  readonly retentionBytes: number;
  /** The identity provider, where OIDC_ISSUER names one. */
  readonly oidc: OidcSettings | null;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

const secretsFile = z.object({ auth: z.string().min(32) });

function authSecretOf(stateDir: string): string {
  const path = join(stateDir, "secrets.json");
  if (!existsSync(path)) throw new Error(`AUTH_SECRET is required: there is no ${path} to take it from.`);
  return secretsFile.parse(JSON.parse(readFileSync(path, "utf8"))).auth;
}

function oidcOf(values: z.output<typeof schema>): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  const defaultRole: Role | null = values.OIDC_DEFAULT_ROLE === "deny" ? null : values.OIDC_DEFAULT_ROLE;
  return {
    issuer,
    clientId,
    clientSecret,
    name: values.OIDC_NAME,
    roleClaim: values.OIDC_ROLE_CLAIM,
    roleMap: values.OIDC_ROLE_MAP,
    defaultRole,
    allowHttp: allowsHttp(values),
  };
}

/** Parses the environment; throws one line that names the first bad value and says what it must be. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? "environment");
    throw new Error(name in present ? `${name}: ${issue?.message}` : `${name} is not set: ${issue?.message}`);
  }
  const values = parsed.data;
  const stateDir = resolve(values.TIDELINE_STATE);
  return {
    mode: values.NODE_ENV,
    databaseUrl: values.DATABASE_URL,
    directDatabaseUrl: values.DIRECT_DATABASE_URL ?? values.DATABASE_URL,
    host: values.HOST,
    port: values.PORT,
    publicUrl: (values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`).replace(/\/+$/, ""),
    trustProxy: values.TRUST_PROXY,
    dataDir: resolve(values.TIDELINE_DATA),
    stateDir,
    authSecret: values.AUTH_SECRET ?? authSecretOf(stateDir),
    auditSigningKey: values.AUDIT_SIGNING_KEY ?? null,
    webhookAllowInside: values.WEBHOOK_ALLOW_INSIDE === "1",
    retentionDays: values.RETENTION_DAYS,
    retentionBytes: values.RETENTION_BYTES,
    oidc: oidcOf(values),
    logLevel: values.LOG_LEVEL,
  };
}

let parsed: Env | undefined;

/** The environment of this process, parsed at the first call. Everything else asks here, not process.env. */
export function readEnv(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
