import { createHash, randomUUID } from "node:crypto";
import { writeAudit } from "../audit/write-audit.ts";
import { type DatabaseOrTransaction, Sql } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { networkOf } from "../http/network-of.ts";

const windowMs = 15 * 60_000;

/**
 * Attempts in a quarter of an hour. The pair stops guessing at one account; the address stops spraying one password over
 * many accounts; the account stops guessing from many addresses. By that last one anyone with many addresses could lock
 * a person out, so a browser in which the person has signed in before is counted by itself and by nothing else.
 */
const limits = {
  browser: { most: 6, who: "for this account from this browser" },
  pair: { most: 6, who: "for this account from your address" },
  address: { most: 60, who: "from your address" },
  account: { most: 30, who: "for this account" },
} as const;
type LimitName = keyof typeof limits;

interface Attempt {
  readonly email: string;
  readonly address: string;
  readonly requestId: string;
  /** Where the person is known: the browser they have signed in with before, or the session that asks. */
  readonly browser: string | null;
}

// Hashed: what people type into the e-mail field may be their password.
const accountOf = (email: string) => createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
const pairPrefix = (email: string) => `sign-in pair ${accountOf(email)} `;
const browserPrefix = (email: string) => `sign-in browser ${accountOf(email)} `;
const accountKey = (email: string) => `sign-in account ${accountOf(email)}`;

function keysOf({ email, address, browser }: Pick<Attempt, "email" | "address" | "browser">) {
  const network = networkOf(address);
  return {
    browser: `${browserPrefix(email)}${browser}`,
    pair: `${pairPrefix(email)}${network}`,
    address: `sign-in address ${network}`,
    account: accountKey(email),
  } satisfies Readonly<Record<LimitName, string>>;
}

interface CountRow {
  readonly key: string;
  readonly count: number;
  readonly started: bigint;
}

async function countKeys(app: App, keys: readonly string[]): Promise<CountRow[]> {
  const nowMs = BigInt(app.now().getTime());
  const expired = nowMs - BigInt(windowMs);
  // In one order always, or two attempts could wait for each other.
  const values = Sql.join([...keys].sort().map((key) => Sql.sql`(${randomUUID()}, ${key}, 1, ${nowMs})`));
  return app.db.$queryRaw<CountRow[]>(Sql.sql`
    INSERT INTO rate_limit (id, key, count, last_request) VALUES ${values}
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limit.last_request <= ${expired} THEN 1 ELSE rate_limit.count + 1 END,
      last_request = CASE WHEN rate_limit.last_request <= ${expired} THEN excluded.last_request
        ELSE rate_limit.last_request END
    RETURNING key, count, last_request AS started`);
}

/** The first attempt over a limit is recorded, not the flood that may follow it. */
async function recordLockOut(app: App, attempt: Attempt, limit: LimitName): Promise<void> {
  await writeAudit(app.db, {
    actor: { kind: "system", name: "anonymous", address: attempt.address, requestId: attempt.requestId },
    action: "session.lockOut",
    resource: `user:${attempt.email.toLowerCase()}`,
    outcome: "failure",
    after: { limit, attempts: limits[limit].most, minutes: windowMs / 60_000 },
  });
}

function refusal(app: App, limit: LimitName, started: bigint): AppError {
  const waitMs = Math.max(1000, Number(started) + windowMs - app.now().getTime());
  const minutes = Math.ceil(waitMs / 60_000);
  return new AppError("rate_limited", {
    detail: `Too many attempts ${limits[limit].who}. Try again in ${minutes} minute${minutes === 1 ? "" : "s"}, or ask an administrator.`,
    retryAfterSeconds: waitMs / 1000,
  });
}

/** What is counted together; the next only where nothing of these refuses. */
const stepsFor = {
  known: [["browser"]],
  // What is refused for its address anyway is no guess at the account: else one address alone could lock a person out.
  unknown: [["pair", "address"], ["account"]],
} as const satisfies Readonly<Record<string, readonly (readonly LimitName[])[]>>;

/**
 * Counts an attempt before the password is looked at, so that guesses sent at once cannot all pass; throws
 * `rate_limited` with the time to wait. Kept in the database: a restart or a second process forgets nothing.
 */
export async function countSignInAttempt(app: App, attempt: Attempt): Promise<void> {
  const keys = keysOf(attempt);
  for (const names of stepsFor[attempt.browser === null ? "unknown" : "known"]) {
    const counted = await countKeys(
      app,
      names.map((name) => keys[name]),
    );
    const rows = new Map(counted.map((row) => [row.key, row]));
    for (const limit of names) {
      const { count = 0, started = 0n } = rows.get(keys[limit]) ?? {};
      if (count <= limits[limit].most) continue;
      if (count === limits[limit].most + 1) await recordLockOut(app, attempt, limit);
      throw refusal(app, limit, started);
    }
  }
}

/** Tokens are guessed from an address; `stray` are answers of an identity provider that nobody here has asked for. */
type Guessing = "address" | "stray";

/** Counts an attempt that names no account. */
export async function countAddressAttempt(app: App, address: string, guessing: Guessing = "address"): Promise<void> {
  const [row] = await countKeys(app, [`sign-in ${guessing} ${networkOf(address)}`]);
  if (row !== undefined && row.count > limits.address.most) throw refusal(app, "address", row.started);
}

/** After a right password: this attempt was none, and earlier typing errors of the person are forgiven. */
export async function forgiveSignInAttempts(
  db: DatabaseOrTransaction,
  attempt: Pick<Attempt, "email" | "address" | "browser">,
): Promise<void> {
  const { browser, pair, account, address } = keysOf(attempt);
  if (attempt.browser !== null) {
    await db.$executeRaw(Sql.sql`DELETE FROM rate_limit WHERE key = ${browser}`);
    return;
  }
  await db.$executeRaw(Sql.sql`DELETE FROM rate_limit WHERE key IN (${pair}, ${account})`);
  // Only its own attempt is taken back: an account of one's own must not clear the way for spraying.
  await db.$executeRaw(Sql.sql`UPDATE rate_limit SET count = greatest(count - 1, 0) WHERE key = ${address}`);
}

/** Lets a locked-out person try again: an administrator gave them another password. */
export async function liftLockOut(db: DatabaseOrTransaction, email: string): Promise<void> {
  await db.$executeRaw(Sql.sql`
    DELETE FROM rate_limit WHERE key = ${accountKey(email)} OR starts_with(key, ${pairPrefix(email)})
      OR starts_with(key, ${browserPrefix(email)})`);
}
