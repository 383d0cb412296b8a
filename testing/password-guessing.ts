const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number) => String(value).padStart(2, "0");

/** More failures within ten minutes than one normal address in ten thousand has. */
const failures = 30;

/** What sshd writes while somebody at `address` guesses passwords, up to now (UTC). */
export function passwordGuessing(address: string): string[] {
  return Array.from({ length: failures }, (_, index) => {
    const at = new Date(Date.now() - (failures - index) * 1000);
    const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(":");
    const day = String(at.getUTCDate()).padStart(2, " ");
    return `${months[at.getUTCMonth()]} ${day} ${clock} bastion sshd[${4000 + index}]: Failed password for invalid user admin from ${address} port ${40_000 + index} ssh2`;
  });
}

/** The title of the alert that it raises. */
export const guessingTitle = (address: string) => `Password guessing from ${address}`;
