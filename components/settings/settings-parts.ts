import type { Permission } from "../../lib/contracts/permissions.ts";
import { settingsText } from "./settings-text.ts";

export interface SettingsPart {
  readonly href: string;
  readonly label: string;
  readonly permission: Permission | null;
}

/** The parts of the settings, in their order; without a permission they are everybody's own. */
export const settingsParts: readonly SettingsPart[] = [
  { href: "/settings/profile", label: settingsText.profile.title, permission: null },
  { href: "/settings/security", label: "Security", permission: null },
  { href: "/settings/people", label: "People", permission: "users:manage" },
  { href: "/settings/sign-in", label: settingsText.signIn.title, permission: "settings:manage" },
  { href: "/settings/about", label: settingsText.about.title, permission: null },
];
