import type { APIRequestContext } from "playwright";
import type { z } from "zod";
import { clientHeader } from "../../lib/contracts/session.ts";

/** The API as a signed-in person's browser uses it; what is refused throws. */
export interface PictureClient {
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  send<T>(
    method: "POST" | "PATCH",
    path: string,
    sent: { readonly data: object; readonly schema: z.ZodType<T> },
  ): Promise<T>;
}

/** `api`: with the cookies of somebody signed in. */
export function openClient(api: APIRequestContext, url: string): PictureClient {
  const headers = { [clientHeader.name]: clientHeader.value, origin: new URL(url).origin };
  async function ask<T>(path: string, schema: z.ZodType<T>, options: object): Promise<T> {
    const response = await api.fetch(`${url}/api/v1/${path}`, { headers, ...options });
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
    return schema.parse(await response.json());
  }
  return {
    get: (path, schema) => ask(path, schema, {}),
    send: (method, path, { data, schema }) => ask(path, schema, { method, data }),
  };
}
