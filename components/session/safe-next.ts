/** Where to go after sign-in: a path of this site only, so that a crafted link cannot lead elsewhere. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/live";
}
