import { encode } from "uqr";
import { factorText } from "./factor-text.ts";

/** The quiet zone that readers need around the code, in its own squares. */
const border = 4;

/** A QR code, black on white in both themes: readers do not take it the other way round. */
export function QrPicture({ text, size = 208 }: { readonly text: string; readonly size?: number }) {
  const { data } = encode(text, { ecc: "M", border: 0 });
  const side = data.length + 2 * border;
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + border} ${y + border}h1v1h-1z` : "")))
    .join("");
  return (
    <svg
      role="img"
      aria-label={factorText.picture}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
