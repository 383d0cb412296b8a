import type { AlertListQuery } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";
import { type AlertPage, withRaisedOnTop, withRow } from "./alert-cache.ts";
import { belongsTo } from "./alert-list-query.ts";

interface CatchUp {
  readonly query: AlertListQuery;
  /** Email of whoever looks. */
  readonly me: string;
  readonly isFirst: boolean;
}

/**
 * A page of a list as it is after a message that was pushed while the page was fetched. What was raised meanwhile belongs
 * on the first page: the answer may have been read before, and nothing would show it until the next fetch.
 */
export function catchUpPage(page: AlertPage, message: Push, { query, me, isFirst }: CatchUp): AlertPage {
  if (message.kind !== "alert") return page;
  const { alert, change } = message.body;
  const isNew = isFirst && change === "raised" && belongsTo(alert, query, me);
  return isNew ? withRaisedOnTop(page, alert) : withRow(page, alert);
}
