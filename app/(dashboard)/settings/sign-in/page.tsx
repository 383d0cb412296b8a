import type { Metadata } from "next";
import { SignInSettingsPage } from "../../../../components/settings/sign-in-settings-page.tsx";

export const metadata: Metadata = { title: "Sign-in" };

export default function Page() {
  return <SignInSettingsPage />;
}
