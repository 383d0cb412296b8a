/** Leaves the page for sign-in and comes back afterwards. A full load, so that nothing of the old session stays. */
export function goToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  if (window.location.pathname === "/sign-in") return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}
