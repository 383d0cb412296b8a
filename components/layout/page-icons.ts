import {
  type Icon,
  IconActivity,
  IconAdjustmentsHorizontal,
  IconBellRinging,
  IconFileCertificate,
  IconPlugConnected,
  IconSettings,
} from "@tabler/icons-react";
import type { PageName } from "./page-table.ts";

/** The icon of each page of the table. */
export const pageIcons: Readonly<Record<PageName, Icon>> = {
  live: IconActivity,
  alerts: IconBellRinging,
  audit: IconFileCertificate,
  policies: IconAdjustmentsHorizontal,
  sources: IconPlugConnected,
  settings: IconSettings,
};
