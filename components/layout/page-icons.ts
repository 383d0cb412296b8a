import {
  type Icon,
  IconActivity,
  IconAdjustmentsHorizontal,
  IconBellRinging,
  IconBinaryTree2,
  IconFileCertificate,
  IconPlugConnected,
  IconSettings,
  IconShieldCheck,
} from "@tabler/icons-react";
import type { PageName } from "./page-table.ts";

/** The icon of each page of the table. */
export const pageIcons: Readonly<Record<PageName, Icon>> = {
  live: IconActivity,
  alerts: IconBellRinging,
  responses: IconShieldCheck,
  audit: IconFileCertificate,
  policies: IconAdjustmentsHorizontal,
  models: IconBinaryTree2,
  sources: IconPlugConnected,
  settings: IconSettings,
};
