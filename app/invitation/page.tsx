import type { Metadata } from "next";
import { InvitationForm } from "../../components/session/invitation-form.tsx";

export const metadata: Metadata = { title: "Invitation" };

export default function Page() {
  return <InvitationForm />;
}
