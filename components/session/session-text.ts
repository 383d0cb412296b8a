/** Words of sign-in, change of password and sign-out. */
export const sessionText = {
  signInTitle: "Sign in to Tideline",
  email: "Email",
  password: "Password",
  signIn: "Sign in",
  badCredentials: "Email or password is not right.",
  tooManyTries: "Too many tries. Wait a minute, then try again.",
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
  sameAsOld: "Choose a password other than the one-time one.",
  notSame: "The two passwords differ.",
  wrongCurrent: "The one-time password is not right.",
  signOut: "Sign out",
  loading: "Loading",
} as const;
