import { Button } from "@mantine/core";
import { AccountCard } from "../components/session/account-card.tsx";

export default function NotFound() {
  return (
    <AccountCard title="There is no such page">
      <p>The address may be mistyped, or the page is no longer here.</p>
      <Button component="a" href="/live">
        To the Live page
      </Button>
    </AccountCard>
  );
}
