import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { type AlertView, alertViewListSchema, alertViewSchema } from "../../lib/contracts/alert-views.ts";
import { alertKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { offerUndo } from "../undo/offer-undo.tsx";
import { alertSentences } from "./alert-text.ts";

const path = "/api/v1/alerts/views";

interface NewView {
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
}

const create = (body: NewView) => request(alertViewSchema, path, { method: "POST", body });

/** The saved views, and what can be done with them. */
export function useViews() {
  const client = useQueryClient();
  const onSettled = () => void client.invalidateQueries({ queryKey: alertKeys.views });
  const list = useQuery({
    queryKey: alertKeys.views,
    queryFn: ({ signal }) => request(alertViewListSchema, path, { signal }),
    select: ({ items }) => items,
  });
  const save = useMutation({ meta: { quiet: true }, mutationFn: create, onSettled });
  const update = useMutation({
    meta: { quiet: true },
    mutationFn: ({ view, ...patch }: { view: AlertView; name?: string; query?: string }) =>
      request(alertViewSchema, `${path}/${view.id}`, { method: "PATCH", body: { revision: view.revision, ...patch } }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ id }: AlertView) => request(z.null(), `${path}/${id}`, { method: "DELETE" }),
    onSuccess: (_gone, { name, query, shared }) =>
      offerUndo({
        text: alertSentences.viewRemoved(name),
        undo: () => create({ name, query, shared }).finally(onSettled),
      }),
    onSettled,
  });
  return { views: list.data ?? [], save, update, remove };
}
