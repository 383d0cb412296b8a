/** A wave under a dashed line: a single wave does not move it. */
export function TidelineMark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label="Tideline">
      <rect width="32" height="32" rx="6" fill="#0b6e74" />
      <path d="M5 12h22" stroke="#fff" strokeWidth="2" strokeDasharray="3 3" strokeOpacity=".75" />
      <path
        d="M5 21c3.7 0 3.7-4 7.3-4s3.7 4 7.4 4 3.6-4 7.3-4"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
