import type { KeyPrincipal } from "../auth/principal.ts";
import { streamName } from "../db/stream-number.ts";
import { isLoopbackAddress } from "../is-loopback.ts";
import type { App } from "./app.ts";

/** The machine of an API key, or null where the key is unknown, ended, or may not be used from this address. */
export async function authenticateKey(app: App, secret: string, address: string): Promise<KeyPrincipal | null> {
  const key = await app.keys.find(secret);
  if (key === null || (key.loopbackOnly && !isLoopbackAddress(address))) return null;
  const { id, name, scopes, maker } = key;
  app.keyUse.note(id, address);
  return { kind: "key", id, name, scopes, maker, stream: streamName(key.stream) };
}
