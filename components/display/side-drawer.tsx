"use client";

import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";

interface SideDrawerProps {
  readonly opened: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Lies over a page that goes on beneath, for what a panel or a chart leads to. Escape closes it. */
export function SideDrawer({ opened, title, onClose, children }: SideDrawerProps) {
  return (
    <Drawer
      opened={opened}
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
