import type { Metadata } from "next";
import { DesignPage } from "../../../components/design/design-page.tsx";

export const metadata: Metadata = { title: "Design" };

export default function Page() {
  return <DesignPage />;
}
