"use client";

import { Menu, type MenuProps, Popover, type PopoverProps } from "@mantine/core";
import { type Ref, type RefObject, useImperativeHandle } from "react";
import type { DropDownPlace } from "./use-drop-down.ts";
import { useOpenedAfterMount } from "./use-lazy-overlay.ts";

interface AnchorProps {
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Given by Mantine, which places the rest by it. */
  readonly ref?: Ref<HTMLButtonElement | null>;
}

/** Stands for a button that is drawn elsewhere. What else Mantine tells its target, the button says itself. */
function Anchor({ button, ref }: AnchorProps) {
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current, [button]);
  return null;
}

/** A menu that drops down from a button of `useDropDown`; its first item has the focus as soon as it is there. */
export function AnchoredMenu({ place, children, ...options }: MenuProps & { readonly place: DropDownPlace }) {
  const opened = useOpenedAfterMount(place.opened);
  return (
    <Menu
      id={place.id}
      opened={opened}
      onChange={place.onChange}
      menuItemTabIndex={0}
      withInitialFocusPlaceholder={false}
      {...options}
    >
      <Menu.Target>
        <Anchor button={place.button} />
      </Menu.Target>
      {children}
    </Menu>
  );
}

/** A small form that drops down from a button of `useDropDown` and gives the focus back to it. */
export function AnchoredPopover({ place, children, ...options }: PopoverProps & { readonly place: DropDownPlace }) {
  const opened = useOpenedAfterMount(place.opened);
  return (
    <Popover
      id={place.id}
      opened={opened}
      onChange={place.onChange}
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
      {...options}
    >
      <Popover.Target>
        <Anchor button={place.button} />
      </Popover.Target>
      {children}
    </Popover>
  );
}
