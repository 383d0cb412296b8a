"use client";

import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useOpenedAfterMount } from "./use-lazy-overlay.ts";

export interface SideDrawerProps {
  readonly opened: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The drawer itself. Escape closes it. */
export function SideDrawerOverlay({ opened, title, onClose, children }: SideDrawerProps) {
  const isOpen = useOpenedAfterMount(opened);
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={520}
      title={title}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.15 }}
      transitionProps={{ duration: 0 }}
      styles={{ body: { padding: 0 }, header: { minHeight: 48 }, title: { fontWeight: 600 } }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {children}
    </Drawer>
  );
}
