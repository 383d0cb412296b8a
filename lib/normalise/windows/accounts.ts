/** Name of `DOMAIN\name` or `name@REALM` without its domain; `N/A` and the empty account `-\-` are none. */
export function accountName(account: string | null): string | null {
  if (account === null) return null;
  const backslash = account.lastIndexOf("\\");
  const name = backslash < 0 ? account : account.slice(backslash + 1);
  const at = name.indexOf("@");
  const bare = at > 0 ? name.slice(0, at) : name;
  return bare === "" || bare === "-" || bare === "N/A" ? null : bare;
}
