import type { Metadata } from "next";
import { ChangePasswordForm } from "../../components/session/change-password-form.tsx";

export const metadata: Metadata = { title: "Change password" };

export default function Page() {
  return <ChangePasswordForm />;
}
