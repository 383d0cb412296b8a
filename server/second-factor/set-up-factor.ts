import { checkOwnPassword } from "../auth/check-own-password.ts";
import { Sql } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { encryptSecret, newSecret } from "./factor-secret.ts";
import type { OwnRequest } from "./own-factor.ts";
import { codeDigits, stepSeconds, toBase32 } from "./totp.ts";

function keyUri(email: string, secret: string): string {
  const label = `Tideline:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=Tideline&digits=${codeDigits}&period=${stepSeconds}`;
}

/** Makes a secret that is not in force before a code of it was given; an earlier one that never was is replaced. */
export async function setUpFactor(
  app: App,
  request: OwnRequest & { readonly password: string },
): Promise<{ readonly secret: string; readonly uri: string }> {
  const { principal } = request;
  await checkOwnPassword(app, { ...request, field: "password" });
  const plain = newSecret();
  const data = { secret: await encryptSecret(app, plain), createdAt: app.now(), lastStep: 0 };
  await app.db.$transaction(async (tx) => {
    // A secret that is being confirmed at this moment must not be exchanged under its confirmation.
    await tx.$queryRaw(Sql.sql`SELECT 1 FROM second_factor WHERE user_id = ${principal.id} FOR UPDATE`);
    const known = await tx.secondFactor.findUnique({ where: { userId: principal.id } });
    if (known !== null && known.confirmedAt !== null) {
      throw new AppError("unprocessable", { detail: "There is a second factor already: turn it off first." });
    }
    await tx.secondFactor.upsert({
      where: { userId: principal.id },
      create: { userId: principal.id, ...data },
      update: data,
    });
  });
  const secret = toBase32(plain);
  return { secret, uri: keyUri(principal.email, secret) };
}
