"use client";

import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import type { AlertView } from "../../lib/contracts/alert-views.ts";
import { canonicalViewQuery } from "../../lib/contracts/alert-views.ts";
import { useMay } from "../session/use-session.ts";
import { alertSentences, alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";
import styles from "./alerts.module.css";
import { SaveViewDialog } from "./save-view-dialog.tsx";
import { useViews } from "./use-views.ts";
import { usualViews } from "./usual-views.ts";

type Naming = { readonly kind: "new" } | { readonly kind: "rename"; readonly view: AlertView };

/** Saved views: each is an address with a name, and the one that the address shows is named on the button. */
export function ViewsMenu({ view }: { readonly view: AlertsView }) {
  const { views, save, update, remove } = useViews();
  const mayShare = useMay("alertViews:share");
  const [naming, setNaming] = useState<Naming | null>(null);
  const isShown = ({ query }: { readonly query: string }) => canonicalViewQuery(query) === view.saved;
  const shown = [...views, ...usualViews].find(isShown);
  const current = views.find(isShown);
  const mayChange = current !== undefined && (!current.shared || mayShare);
  const ask = (next: Naming) => {
    save.reset();
    update.reset();
    setNaming(next);
  };
  const close = () => setNaming(null);
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            className={styles.chip}
            data-set={shown !== undefined}
            rightSection={<IconChevronDown size={13} aria-hidden="true" />}
          >
            {shown === undefined ? alertText.views : alertSentences.view(shown.name)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ViewItems title={alertText.viewsUsual} views={usualViews} isShown={isShown} onShow={view.showView} />
          <ViewItems
            title={alertText.viewsShared}
            views={views.filter(({ shared }) => shared)}
            isShown={isShown}
            onShow={view.showView}
          />
          <ViewItems
            title={alertText.viewsOwn}
            views={views.filter(({ shared }) => !shared)}
            isShown={isShown}
            onShow={view.showView}
          />
          <Menu.Divider />
          <Menu.Item onClick={() => ask({ kind: "new" })}>{alertText.viewSave}</Menu.Item>
          {mayChange && (
            <>
              <Menu.Item onClick={() => ask({ kind: "rename", view: current })}>{alertText.viewRename}</Menu.Item>
              <Menu.Item onClick={() => remove.mutate(current)}>{alertText.viewRemove}</Menu.Item>
            </>
          )}
          {current === undefined && (
            <ReplaceItems
              views={views}
              mayShare={mayShare}
              onReplace={(replaced) => update.mutate({ view: replaced, query: view.saved })}
            />
          )}
        </Menu.Dropdown>
      </Menu>
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

interface ViewItemsProps {
  readonly title: string;
  readonly views: readonly { readonly name: string; readonly query: string }[];
  readonly isShown: (view: { readonly query: string }) => boolean;
  readonly onShow: (query: string) => void;
}

function ViewItems({ title, views, isShown, onShow }: ViewItemsProps) {
  if (views.length === 0) return null;
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {views.map((view) => (
        <Menu.RadioItem key={view.name} value={view.name} checked={isShown(view)} onChange={() => onShow(view.query)}>
          {view.name}
        </Menu.RadioItem>
      ))}
    </>
  );
}

interface ReplaceItemsProps {
  readonly views: readonly AlertView[];
  readonly mayShare: boolean;
  readonly onReplace: (view: AlertView) => void;
}

/** What is shown now, kept under a name that there is. */
function ReplaceItems({ views, mayShare, onReplace }: ReplaceItemsProps) {
  return views
    .filter(({ shared }) => !shared || mayShare)
    .map((view) => (
      <Menu.Item key={view.id} onClick={() => onReplace(view)}>
        {alertSentences.viewReplace(view.name)}
      </Menu.Item>
    ));
}
