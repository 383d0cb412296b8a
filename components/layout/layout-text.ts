/** Words of the frame around every page. */
export const layoutText = {
  live: "Live",
  alerts: "Alerts",
  pages: "Pages",
  stream: "Stream",
  demo: "demo",
  demoBadge: "Generated traffic",
  demoHint: "Nothing here counts in main: no model, policy, rate or report sees it.",
  connecting: "Connecting",
  liveNow: "Live",
  cut: "Reconnecting",
  cutBanner:
    "Connection lost. What you see is from before the cut; it is brought up to date as soon as Tideline answers.",
  ledgerGood: "Ledger adds up",
  ledgerBad: "Ledger does not add up",
  ledgerUnknown: "Ledger …",
  theme: "Theme",
  themes: { light: "Light", dark: "Dark", auto: "As the system" },
  account: "Account",
  skip: "Skip to content",
} as const;
