import type { Metadata } from "next";
import { RequiredSetup } from "../../components/second-factor/required-setup.tsx";

export const metadata: Metadata = { title: "Second factor" };

export default function Page() {
  return <RequiredSetup />;
}
