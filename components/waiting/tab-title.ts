/** A title without the count in front, and with one if anything waits: "(3) Alerts - Tideline". */
export function titleWithCount(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\) /, "");
  return count === 0 ? bare : `(${count}) ${bare}`;
}

/** The product's mark with a dot when somebody is needed; the same drawing as app/icon.svg. */
export function iconWithDot(): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b6e74"/><path d="M5 21c3.7 0 3.7-4 7.3-4s3.7 4 7.4 4 3.6-4 7.3-4" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/><circle cx="24" cy="8" r="8" fill="#fff"/><circle cx="24" cy="8" r="6" fill="#c74a00"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
