/** Heights, in px, of what is scrolled past and of what is still to come, around the rows that are in the page. */
export function spacersOf(
  items: readonly { readonly start: number; readonly end: number }[],
  total: number,
): { readonly before: number; readonly after: number } {
  return { before: items[0]?.start ?? 0, after: Math.max(0, total - (items.at(-1)?.end ?? total)) };
}

/** A row as high as the rows that are not there. */
export function Spacer({ height }: { readonly height: number }) {
  if (height === 0) return null;
  return (
    <tr>
      <td style={{ height, padding: 0 }} />
    </tr>
  );
}
