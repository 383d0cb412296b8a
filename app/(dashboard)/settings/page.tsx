import type { Metadata } from "next";
import { ProfilePage } from "../../../components/settings/profile-page.tsx";

export const metadata: Metadata = { title: "Settings" };

export default function Page() {
  return <ProfilePage />;
}
