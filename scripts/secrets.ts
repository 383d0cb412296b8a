import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const secretsSchema = z.object({
  /** Password of the server's superuser, used to create the two roles below and for nothing else. */
  postgresSuperuser: z.string().min(32),
  /** Password of the role that owns the tables and runs migrations. */
  postgresMigrator: z.string().min(32),
  /** Password of the role that the application uses. */
  postgresApplication: z.string().min(32),
  /** Signs sessions (AUTH_SECRET). */
  auth: z.string().min(32),
});

export type Secrets = z.infer<typeof secretsSchema>;

const randomSecret = () => randomBytes(32).toString("base64url");

/** A fresh set of secrets, each of 32 random bytes. */
export function createSecrets(): Secrets {
  return {
    postgresSuperuser: randomSecret(),
    postgresMigrator: randomSecret(),
    postgresApplication: randomSecret(),
    auth: randomSecret(),
  };
}

/** The secrets of an installation, made at its first start. The file is readable by its owner alone. */
export function loadSecrets(stateDir: string): Secrets {
  const path = join(stateDir, "secrets.json");
  if (existsSync(path)) return secretsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const secrets = createSecrets();
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(unfinished, path);
  return secrets;
}
