import Link from "next/link";
import { EmptyState } from "../components/display/states.tsx";

export default function NotFound() {
  return (
    <main>
      <EmptyState title="There is no such page">
        <p>
          <Link href="/live">To the Live page</Link>
        </p>
      </EmptyState>
    </main>
  );
}
