/** The parameters of a declared path (`/api/v1/alerts/{id}`) in a real one, or null where it is another path. */
export function matchPath(declared: string, pathname: string): Record<string, string> | null {
  const pattern = declared.split("/");
  const parts = pathname.replace(/\/+$/, "").split("/");
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(expected)?.[1];
    if (name === undefined) {
      if (expected !== part) return null;
    } else {
      const decoded = decodePart(part);
      if (decoded === null) return null;
      params[name] = decoded;
    }
  }
  return params;
}

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
