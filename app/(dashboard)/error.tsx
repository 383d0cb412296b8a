"use client";

import { ErrorState } from "../../components/display/states.tsx";

/** What a page of the dashboard shows when it breaks; the frame around it goes on. */
export default function DashboardError({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  return <ErrorState error={error} retry={reset} />;
}
