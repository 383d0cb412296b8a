"use client";

import { Notifications } from "@mantine/notifications";

/** Where short messages appear: at the foot, clear of what is being read. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={4} transitionDuration={0} />;
}
