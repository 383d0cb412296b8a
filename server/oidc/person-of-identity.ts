import { randomUUID } from "node:crypto";
import { z } from "zod";
import { nameSchema } from "../../lib/contracts/common.ts";
import type { Role } from "../../lib/contracts/permissions.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { notifyAuth } from "../auth/notify-auth.ts";
import type { User } from "../db/generated/client.ts";
import { Sql, type Transaction } from "../db/prisma.ts";
import { revokeInvitationsOf } from "../invitations/revoke-invitations-of.ts";
import { lockAdmins } from "../users/lock-admins.ts";
import { userRow, withSignIns } from "../users/user-row.ts";
import { OidcRefused } from "./oidc-refusal.ts";

/** A proven identity of the provider and the role that its claims give. */
export interface Identity {
  /** Issuer and subject: a subject alone means nothing at another provider. */
  readonly accountId: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly role: Role;
}

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: nameSchema(200).optional().catch(undefined),
});

/** The claims as an identity. */
export function identityOf(claims: unknown, { issuer, role }: { issuer: string; role: Role }): Identity {
  const { sub, email, email_verified, name } = claimsSchema.parse(claims);
  return {
    accountId: `${issuer} ${sub}`,
    email: email?.toLowerCase() ?? null,
    emailVerified: email_verified === true,
    name: name ?? null,
    role,
  };
}

interface Step {
  readonly tx: Transaction;
  readonly identity: Identity;
  readonly actor: (email: string) => Actor;
  readonly now: Date;
}

/** Nobody gets an account by an address that the provider has not seen to be theirs. */
function verifiedEmail({ email, emailVerified }: Identity): string {
  if (email === null || !emailVerified) throw new OidcRefused("unverified_email");
  return email;
}

const account = ({ accountId }: Identity) => ({ id: randomUUID(), accountId, providerId: "oidc" });

async function createPerson({ tx, identity, actor }: Step): Promise<User> {
  const email = verifiedEmail(identity);
  const user = await tx.user.create({
    data: {
      id: randomUUID(),
      email,
      emailVerified: true,
      name: identity.name ?? email,
      role: identity.role,
      accounts: { create: account(identity) },
    },
    include: withSignIns,
  });
  await writeAudit(tx, {
    actor: actor(email),
    action: "user.create",
    resource: `user:${email}`,
    outcome: "success",
    after: { ...userRow(user), from: "identity provider" },
  });
  return user;
}

/**
 * Joins the identity to the local account of the same verified address. Not where that is an administrator's, or has
 * a second factor: whoever runs the provider would take over by an address what the person protected here.
 */
async function linkPerson({ tx, identity, actor }: Step, user: User): Promise<User> {
  if (user.disabled) throw new OidcRefused("disabled");
  if (user.role === "admin") throw new OidcRefused("local_admin");
  if (user.secondFactor) throw new OidcRefused("local_factor");
  await tx.account.create({ data: { ...account(identity), userId: user.id } });
  await writeAudit(tx, {
    actor: actor(user.email),
    action: "user.linkIdentity",
    resource: `user:${user.email}`,
    outcome: "success",
    after: { identity: identity.accountId },
  });
  return user;
}

/** The role is the provider's to say, at each sign-in. The last administrator is not taken away by it. */
async function takeRole({ tx, identity, actor, now }: Step, user: User): Promise<User> {
  if (user.role === identity.role) return user;
  const admins = await lockAdmins(tx);
  if (user.role === "admin" && admins <= 1) throw new OidcRefused("last_admin");
  const after = await tx.user.update({ where: { id: user.id }, data: { role: identity.role } });
  const revoked = user.role === "admin" ? await revokeInvitationsOf(tx, { email: user.email, now }) : 0;
  await writeAudit(tx, {
    actor: actor(user.email),
    action: "user.update",
    resource: `user:${user.email}`,
    outcome: "success",
    before: { role: user.role },
    after: {
      role: after.role,
      from: "identity provider",
      ...(revoked === 0 ? {} : { invitationsRevoked: revoked }),
    },
  });
  await notifyAuth(tx, { reason: "rights_changed", userId: user.id });
  return after;
}

/** The person of the identity: known, joined by address, or new; with the role of the claims. */
export async function personOfIdentity(step: Step): Promise<User> {
  const { tx, identity } = step;
  // Two browsers that bring a new identity at once make one person.
  await tx.$executeRaw(
    Sql.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`oidc ${identity.email ?? identity.accountId}`}, 0))`,
  );
  const known = await tx.account.findUnique({
    where: { providerId_accountId: { providerId: "oidc", accountId: identity.accountId } },
    include: { user: true },
  });
  if (known !== null) {
    if (known.user.disabled) throw new OidcRefused("disabled");
    return takeRole(step, known.user);
  }
  const local = await tx.user.findUnique({ where: { email: verifiedEmail(identity) } });
  return local === null ? createPerson(step) : takeRole(step, await linkPerson(step, local));
}
