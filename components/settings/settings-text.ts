import type { Role } from "../../lib/contracts/permissions.ts";

/** Words of the settings. */
export const settingsText = {
  title: "Settings",
  parts: "Parts of the settings",
  notYours: "These settings are an administrator's",
  notYoursHint: "Who has an account and how people sign in is decided by administrators. Ask one of yours.",
  save: "Save",
  saved: "Saved",
  profile: {
    title: "Profile",
    you: "You",
    name: "Name",
    email: "Email",
    role: "Role",
    asks: "An administrator changes your address and role.",
    shows: "This browser",
    browserOnly: "Kept in this browser, for you alone.",
  },
  signIn: {
    title: "Sign-in",
    sessions: "Sessions and second factor",
    hours: "A session ends after it was not used for",
    hoursUnit: "hours",
    hoursHint: "From 1 to 168. A shorter time holds for open sessions too. None lasts longer than 30 days.",
    hoursBad: "Enter a whole number from 1 to 168.",
    factor: "Second factor required for",
    factorHint:
      "Whoever has none has to set one up before anything else. It holds for passwords; an identity provider has its own rule.",
    oidc: "Identity provider",
    oidcNone: "There is none",
    oidcNoneHow: "People sign in with passwords of Tideline. Set OIDC_ISSUER and the settings beside it to add yours.",
    oidcFrom: "From the environment. To change it, change the OIDC_ settings and restart.",
    oidcName: "Name on the button",
    issuer: "Issuer",
    redirect: "Redirect address",
    roleClaim: "Claim with the roles",
    roleMap: "Roles",
    otherwise: "everybody else",
    refused: "refused",
    changed: "Last changed",
    never: "never",
    by: "by",
    loading: "Loading the settings of sign-in",
  },
  about: {
    title: "About",
    loading: "Loading what this instance is",
    version: "Version",
    address: "Address",
    days: "Events are kept for",
    daysUnit: "days",
    bytes: "Or until they take",
    fromEnvironment: "From the environment: PUBLIC_URL, RETENTION_DAYS, RETENTION_BYTES.",
    licence: "Licence",
    apache: "Apache-2.0. ATT&CK is a registered trademark of The MITRE Corporation.",
  },
} as const;

export const roleWords: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  analyst: "Analyst",
  responder: "Responder",
  admin: "Administrator",
};

export const roleMeaning: Readonly<Record<Role, string>> = {
  viewer: "reads, exports and verifies",
  analyst: "judges alerts, drafts policies, proposes responses",
  responder: "approves, overrides and undoes responses too",
  admin: "everything: people, keys, policies, models",
};
