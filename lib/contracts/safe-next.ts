/**
 * Where to go after sign-in: a path of this site only, so that a crafted link cannot lead elsewhere. Browsers drop tabs
 * and line ends from addresses and read a backslash as a slash: none of them may make a `//host` of it.
 */
export function safeNext(next: string | null): string {
  const isOwnPath = next !== null && /^\/(?!\/)[\x21-\x5b\x5d-\x7e\u00a0-\uffff]*$/.test(next);
  const isAskingAgain = next !== null && /^\/(sign-in|invitation|api)(?![\w-])/.test(next);
  return isOwnPath && !isAskingAgain ? next : "/live";
}
