import { z } from "zod";
import { type PasswordChange, type SignIn, sessionSchema, signInMethodsSchema } from "../../lib/contracts/session.ts";
import { request } from "../data/request.ts";

const path = "/api/v1/session";

/** Opens a session; the cookie comes with the answer. */
export async function signIn(credentials: SignIn): Promise<void> {
  await request(sessionSchema, path, { method: "POST", body: credentials });
}

/** The ways to sign in here. */
export function readSignInMethods(signal: AbortSignal) {
  return request(signInMethodsSchema, `${path}/methods`, { signal });
}

/** Ends this session; the server closes its sockets. */
export async function signOut(): Promise<void> {
  await request(z.unknown(), path, { method: "DELETE" });
}

/** Replaces the password and ends every other session of this person. */
export async function changePassword(change: PasswordChange): Promise<void> {
  await request(z.unknown(), `${path}/password`, { method: "POST", body: change });
}
