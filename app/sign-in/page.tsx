import type { Metadata } from "next";
import { SignInForm } from "../../components/session/sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default function Page() {
  return <SignInForm />;
}
