let isLeaving = false;

function leaveFor(address: string): void {
  // The first way out counts: signing out closes the socket, whose end would ask for another sign-in.
  if (isLeaving || window.location.pathname === "/sign-in") return;
  isLeaving = true;
  window.location.assign(address);
}

/** The session ended under way: to sign-in and back here. A full load, so that nothing of the old session stays. */
export function goToSignIn(): void {
  leaveFor(`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}

/** Signs out by request: whoever comes next starts anew. `signOut` is under way while this page is on its way out. */
export async function leaveAfter(signOut: () => Promise<void>): Promise<void> {
  isLeaving = true;
  try {
    await signOut();
  } catch (error) {
    isLeaving = false;
    throw error;
  }
  window.location.assign("/sign-in");
}
