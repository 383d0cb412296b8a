import type { OidcRefusal } from "../../lib/contracts/session.ts";

/** Words of sign-in, change of password and sign-out. */
export const sessionText = {
  signInTitle: "Sign in to Tideline",
  email: "Email",
  password: "Password",
  signIn: "Sign in",
  badCredentials: "Email or password is wrong.",
  code: "Code of your app, or a backup code",
  codeWhy: "Your password was right. Type the code that your authenticator app shows.",
  codeNeeded: "Enter the code.",
  back: "Back",
  or: "or",
  throughProvider: (name: string) => `Sign in with ${name}`,
  emailNeeded: "Enter your email address.",
  passwordNeeded: "Enter your password.",
  changeTitle: "Choose your own password",
  changeWhy: (length: number) =>
    `You signed in with a one-time password. Choose one that only you know, of ${length} characters or more.`,
  currentPassword: "One-time password",
  newPassword: "New password",
  repeatPassword: "New password, again",
  change: "Change password",
  tooShort: (length: number) => `Use ${length} characters or more.`,
  sameAsOld: "Choose another password than the one you have.",
  notSame: "The two passwords differ.",
  wrongCurrent: "The one-time password is wrong.",
  signOut: "Sign out",
} as const;

/** Why the identity provider's answer did not sign somebody in, as the address of the sign-in page says. */
export const oidcRefusalText: Readonly<Record<OidcRefusal, string>> = {
  unreachable: "The identity provider does not answer. Try again in a moment, or sign in with a password.",
  expired: "That sign-in took too long, or was begun in another browser. Try again.",
  invalid: "The identity provider's answer could not be verified. Try again; if it stays so, tell an administrator.",
  denied: "The identity provider did not let you in, or you changed your mind there.",
  unverified_email: "The identity provider has not verified your email address. Have it verified there first.",
  no_role: "You have no role in Tideline. Ask whoever runs your organisation's groups.",
  disabled: "Your account here is disabled. Ask an administrator.",
  local_admin:
    "An administrator of Tideline has your address. Such an account is not joined by itself: sign in with its password.",
  local_factor:
    "An account of Tideline with a second factor has your address. It is not joined by itself: sign in with its password.",
  last_admin:
    "Your groups no longer make you an administrator, and you are the last one here. Another one has to be made first.",
};

/** Words of the page that an invitation leads to. */
export const invitationFormText = {
  title: "Welcome to Tideline",
  loading: "Looking at your invitation",
  why: (email: string, role: string) =>
    `Your account will be ${email}, as ${role}. Tell us your name and choose a password.`,
  name: "Name",
  password: "Password",
  again: "Password, again",
  hint: (length: number) => `${length} characters or more; a few words are good.`,
  nameNeeded: "Enter your name.",
  accept: "Make my account",
  none: "This address holds no invitation. Open the link as it was sent to you.",
  toSignIn: "To sign-in",
} as const;
