"use client";

import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { canonicalViewQuery } from "../../lib/contracts/alert-views.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useDropDown } from "../display/use-drop-down.ts";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useMay } from "../session/use-session.ts";
import { alertSentences, alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";
import styles from "./alerts.module.css";
import { useViews } from "./use-views.ts";
import { usualViews } from "./usual-views.ts";
import type { Naming } from "./views-list.tsx";

const { Part: ViewsList, fetch } = fetchedLater(() => import("./views-list.tsx").then((file) => file.ViewsList));
const { Part: SaveViewDialog, fetch: fetchSaveViewDialog } = fetchedLater(() =>
  import("./save-view-dialog.tsx").then((file) => file.SaveViewDialog),
);

/** Saved views: each is an address with a name, and the one that the address shows is named on the button. */
export function ViewsMenu({ view }: { readonly view: AlertsView }) {
  const { views, save, update, remove } = useViews();
  const mayShare = useMay("alertViews:share");
  const [naming, setNaming] = useState<Naming | null>(null);
  const { trigger, place, wasOpened } = useDropDown("menu", fetch);
  useFetchAhead(fetchSaveViewDialog);
  const isShown = ({ query }: { readonly query: string }) => canonicalViewQuery(query) === view.saved;
  const shown = [...views, ...usualViews].find(isShown);
  const current = views.find(isShown);
  const ask = (next: Naming) => {
    save.reset();
    update.reset();
    setNaming(next);
  };
  const close = () => setNaming(null);
  return (
    <>
      <Button
        variant="default"
        className={styles.chip}
        data-set={shown !== undefined}
        rightSection={<IconChevronDown size={13} aria-hidden="true" />}
        {...trigger}
      >
        {shown === undefined ? alertText.views : alertSentences.view(shown.name)}
      </Button>
      {wasOpened && (
        <ViewsList
          place={place}
          views={views}
          changeable={current === undefined || (current.shared && !mayShare) ? undefined : current}
          isUnnamed={current === undefined}
          mayShare={mayShare}
          isShown={isShown}
          onShow={view.showView}
          onName={ask}
          onRemove={(removed) => remove.mutate(removed)}
          onReplace={(replaced) => update.mutate({ view: replaced, query: view.saved })}
        />
      )}
      {naming !== null && (
        <SaveViewDialog
          title={naming.kind === "new" ? alertText.viewSaveTitle : alertSentences.viewRename(naming.view.name)}
          renamed={naming.kind === "rename" ? naming.view : null}
          saving={save.isPending || update.isPending}
          error={naming.kind === "new" ? save.error : update.error}
          onClose={close}
          onSave={({ name, shared }) =>
            naming.kind === "new"
              ? save.mutate({ name, shared, query: view.saved }, { onSuccess: close })
              : update.mutate({ view: naming.view, name }, { onSuccess: close })
          }
        />
      )}
    </>
  );
}
