"use client";

import { Menu } from "@mantine/core";
import type { AlertView } from "../../lib/contracts/alert-views.ts";
import { AnchoredMenu } from "../display/anchored-menu.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import { alertSentences, alertText } from "./alert-text.ts";
import { usualViews } from "./usual-views.ts";

/** A new name for what is shown, or another for the view that it is. */
export type Naming = { readonly kind: "new" } | { readonly kind: "rename"; readonly view: AlertView };

interface ViewsListProps {
  readonly place: DropDownPlace;
  readonly views: readonly AlertView[];
  /** The view that is shown, if the person may change it. */
  readonly changeable: AlertView | undefined;
  /** What is shown has no name yet. */
  readonly isUnnamed: boolean;
  readonly mayShare: boolean;
  readonly isShown: (view: { readonly query: string }) => boolean;
  readonly onShow: (query: string) => void;
  readonly onName: (naming: Naming) => void;
  readonly onRemove: (view: AlertView) => void;
  readonly onReplace: (view: AlertView) => void;
}

/** The saved views, and what can be done with the one that is shown. */
export function ViewsList({ place, views, changeable, isUnnamed, mayShare, isShown, ...on }: ViewsListProps) {
  return (
    <AnchoredMenu place={place} position="bottom-start">
      <Menu.Dropdown>
        <ViewItems title={alertText.viewsUsual} views={usualViews} isShown={isShown} onShow={on.onShow} />
        <ViewItems
          title={alertText.viewsShared}
          views={views.filter(({ shared }) => shared)}
          isShown={isShown}
          onShow={on.onShow}
        />
        <ViewItems
          title={alertText.viewsOwn}
          views={views.filter(({ shared }) => !shared)}
          isShown={isShown}
          onShow={on.onShow}
        />
        <Menu.Divider />
        <Menu.Item onClick={() => on.onName({ kind: "new" })}>{alertText.viewSave}</Menu.Item>
        {changeable !== undefined && (
          <>
            <Menu.Item onClick={() => on.onName({ kind: "rename", view: changeable })}>
              {alertText.viewRename}
            </Menu.Item>
            <Menu.Item onClick={() => on.onRemove(changeable)}>{alertText.viewRemove}</Menu.Item>
          </>
        )}
        {isUnnamed && <ReplaceItems views={views} mayShare={mayShare} onReplace={on.onReplace} />}
      </Menu.Dropdown>
    </AnchoredMenu>
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
        <Menu.RadioItem
          key={view.name}
          value={view.name}
          checked={isShown(view)}
          closeMenuOnClick
          onChange={() => onShow(view.query)}
        >
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
