import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

const least = { DATABASE_URL: "postgresql://tideline:secret@127.0.0.1:5432/tideline", AUTH_SECRET: "a".repeat(32) };

describe("the environment", () => {
  it("needs a database and has a default for everything else", () => {
    const env = parseEnv(least);
    expect(env).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      publicUrl: "http://127.0.0.1:3000",
      directDatabaseUrl: least.DATABASE_URL,
      trustProxy: [],
      retentionDays: 30,
      retentionBytes: 20_000_000_000,
      logLevel: "info",
    });
    expect(() => parseEnv({})).toThrow(/^DATABASE_URL is not set: /);
  });

  it("takes an empty value for an unset one", () => {
    expect(parseEnv({ ...least, PORT: "", LOG_LEVEL: "" })).toMatchObject({ port: 3000, logLevel: "info" });
  });

  it.each([
    ["DATABASE_URL", "mysql://localhost/x"],
    ["PORT", "70000"],
    ["PORT", "http"],
    ["TRUST_PROXY", "10.0.0.0/33"],
    ["TRUST_PROXY", "proxy.example"],
    ["RETENTION_DAYS", "0"],
    ["RETENTION_BYTES", "20 GiB"],
    ["LOG_LEVEL", "loud"],
    ["AUTH_SECRET", "short"],
    ["PUBLIC_URL", "tideline.example"],
  ])("refuses %s=%s in one line that names it", (name, value) => {
    expect(() => parseEnv({ ...least, [name]: value })).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  });

  const oidc = {
    OIDC_ISSUER: "https://sso.example.org",
    OIDC_CLIENT_ID: "tideline",
    OIDC_CLIENT_SECRET: "between us",
    OIDC_ROLE_MAP: "soc-admins=admin, cn=soc=analyst",
  };

  it("reads the identity provider and its roles, and has none without an issuer", () => {
    expect(parseEnv(least).oidc).toBeNull();
    expect(parseEnv({ ...least, ...oidc }).oidc).toEqual({
      issuer: "https://sso.example.org",
      clientId: "tideline",
      clientSecret: "between us",
      name: "your organisation",
      roleClaim: "groups",
      roleMap: [
        { claim: "soc-admins", role: "admin" },
        { claim: "cn=soc", role: "analyst" },
      ],
      defaultRole: null,
      allowHttp: false,
    });
  });

  it.each([
    ["OIDC_ISSUER", "http://sso.example.org"],
    ["OIDC_ISSUER", "sso.example.org"],
    ["OIDC_CLIENT_ID", ""],
    ["OIDC_CLIENT_SECRET", ""],
    ["OIDC_ROLE_MAP", "soc=root"],
    ["OIDC_ROLE_MAP", "soc"],
    ["OIDC_ROLE_MAP", ""],
    ["OIDC_DEFAULT_ROLE", "root"],
  ])("refuses an identity provider with %s=%s", (name, value) => {
    expect(() => parseEnv({ ...least, ...oidc, [name]: value })).toThrow(
      new RegExp(`^${name}(: | is not set: )[^\\n]+$`),
    );
  });

  it.each([
    ["20000", 20_000],
    ["1.5 GB", 1_500_000_000],
    ["800MB", 800_000_000],
  ])("reads RETENTION_BYTES=%s", (value, bytes) => {
    expect(parseEnv({ ...least, RETENTION_BYTES: value }).retentionBytes).toBe(bytes);
  });

  it("reads TRUST_PROXY as a list of ranges", () => {
    expect(parseEnv({ ...least, TRUST_PROXY: "10.0.0.0/8, ::1 ,fd00::/8" }).trustProxy).toEqual([
      "10.0.0.0/8",
      "::1",
      "fd00::/8",
    ]);
  });

  describe("beyond this machine", () => {
    const open = { ...least, HOST: "0.0.0.0" };

    it("demands the address that people open", () => {
      expect(() => parseEnv(open)).toThrow("PUBLIC_URL is not set: is required when HOST is 0.0.0.0");
    });

    it("refuses plain http unless it is accepted by name", () => {
      const plain = { ...open, PUBLIC_URL: "http://soc.example" };
      expect(() => parseEnv(plain)).toThrow(/^PUBLIC_URL: must be https/);
      expect(parseEnv({ ...plain, ALLOW_INSECURE: "1" }).publicUrl).toBe("http://soc.example");
      expect(parseEnv({ ...open, PUBLIC_URL: "https://soc.example/" }).publicUrl).toBe("https://soc.example");
    });
  });
});
