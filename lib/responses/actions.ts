import {
  type ResponseAction,
  type ResponseTarget,
  responseActions,
  type TargetKind,
  type TargetRole,
} from "./words.ts";

export interface LeaseBounds {
  readonly defaultSeconds: number;
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/** Whom a target was seen with in the last 24 hours. */
export interface SeenWith {
  readonly users: number;
  readonly hosts: number;
  readonly addresses: number;
  readonly events: number;
  /** There were more events than were looked at. */
  readonly partial: boolean;
}

/** What an action is: whom it can be aimed at, whom it touches, how long it holds, how it ends. */
export interface ActionDescription {
  readonly targetKind: TargetKind;
  readonly roles: readonly TargetRole[];
  readonly lease: LeaseBounds;
  /** Of this action in one stream, where no playbook says otherwise. */
  readonly budget: { readonly maxActive: number; readonly maxPerHour: number };
  /** How it is undone, and how that is read back. */
  readonly undo: string;
  /** One plain sentence on whom it touches. */
  blastRadius(target: ResponseTarget, seen: SeenWith): string;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function count(number: number, one: string, partial = false): string {
  const many = /[sx]$/.test(one) ? `${one}es` : `${one}s`;
  return `${partial ? "at least " : ""}${number} ${number === 1 ? one : many}`;
}

/** An address of RFC 1918, RFC 4193 or the loopback: blocking it cuts off something of our own. */
function isInside(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|127\.|f[cd][0-9a-f]{2}:|::1$)/i.test(address);
}

export const actionTable: Readonly<Record<ResponseAction, ActionDescription>> = {
  block_address: {
    targetKind: "address",
    roles: ["source", "destination"],
    lease: { defaultSeconds: hour, minSeconds: minute, maxSeconds: 7 * day },
    budget: { maxActive: 50, maxPerHour: 100 },
    undo: "The block is lifted, and the firewall is asked whether it still knows it.",
    blastRadius: ({ name }, { users, hosts, addresses, partial }) => {
      const where = isInside(name) ? "an address inside: whoever works there is cut off" : "an outside address";
      const whom = [count(users, "user"), count(hosts, "host")].join(", ");
      return `${where}; ${partial ? "at least " : ""}${whom} and ${count(addresses, "other address")} had to do with it in 24 hours`;
    },
  },
  disable_account: {
    targetKind: "user",
    roles: ["user", "target user"],
    lease: { defaultSeconds: 4 * hour, minSeconds: minute, maxSeconds: 7 * day },
    budget: { maxActive: 10, maxPerHour: 20 },
    undo: "The account is enabled again, and the directory is asked whether it is.",
    blastRadius: ({ name }, { hosts, partial }) =>
      `${name} can sign in nowhere; the account was active on ${count(hosts, "host", partial)} in 24 hours`,
  },
  isolate_host: {
    targetKind: "host",
    roles: ["host"],
    lease: { defaultSeconds: 4 * hour, minSeconds: minute, maxSeconds: 7 * day },
    budget: { maxActive: 5, maxPerHour: 10 },
    undo: "The host is let back into the network, and its agent is asked whether it is.",
    blastRadius: ({ name }, { users, addresses, partial }) =>
      `${name} talks to nothing but its agent; ${count(users, "user", partial)} worked on it and ${count(addresses, "address", partial)} had to do with it in 24 hours`,
  },
  quarantine_message: {
    targetKind: "message",
    roles: ["message"],
    lease: { defaultSeconds: 7 * day, minSeconds: hour, maxSeconds: 30 * day },
    budget: { maxActive: 200, maxPerHour: 200 },
    undo: "The message is released to its mailboxes, and the gateway is asked whether it was.",
    blastRadius: (_target, { users }) => `taken out of ${count(users, "mailbox")}`,
  },
};

/** The actions that can be aimed at an entity of this kind in this role. */
export function actionsFor({ kind, role }: Pick<ResponseTarget, "kind" | "role">): ResponseAction[] {
  const fits = ({ targetKind, roles }: ActionDescription) =>
    targetKind === kind && roles.some((possible) => possible === role);
  return responseActions.filter((action) => fits(actionTable[action]));
}

/** Seconds within what the action allows. */
export function withinLease(action: ResponseAction, seconds: number): number {
  const { minSeconds, maxSeconds } = actionTable[action].lease;
  return Math.min(Math.max(Math.round(seconds), minSeconds), maxSeconds);
}
