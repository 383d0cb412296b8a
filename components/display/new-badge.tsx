import { Button } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { formatCount } from "./format.ts";

/** "12 new": shown while a list stands still; pressing it shows them. */
export function NewBadge({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  if (count === 0) return null;
  return (
    <Button size="compact-xs" leftSection={<IconArrowUp size={12} />} onClick={onShow} data-testid="new-badge">
      {formatCount(count)} new
    </Button>
  );
}
