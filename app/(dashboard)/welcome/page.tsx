import type { Metadata } from "next";
import { WelcomePage } from "../../../components/welcome/welcome-page.tsx";

export const metadata: Metadata = { title: "Connect a source" };

export default function Page() {
  return <WelcomePage />;
}
