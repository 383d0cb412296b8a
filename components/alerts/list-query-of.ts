import type { QueryKey } from "@tanstack/react-query";
import { alertQuerySchema } from "../../lib/contracts/alert-query.ts";
import type { AlertListQuery } from "../data/keys.ts";

const listQuerySchema = alertQuerySchema.omit({ cursor: true, limit: true });

/** The filters inside a list's cache key; null for a key of something else. */
export function listQueryOf(queryKey: QueryKey): AlertListQuery | null {
  const parsed = listQuerySchema.safeParse(queryKey.at(-1));
  return parsed.success ? parsed.data : null;
}
