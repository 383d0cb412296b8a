import { preferenceKeys } from "./preference-keys.ts";

/** Before the first paint, as with the colour scheme: rows that change their height after it would be a flash. */
const script = `try{if(localStorage.getItem(${JSON.stringify(preferenceKeys.density)})==="compact")document.documentElement.setAttribute("data-density","compact")}catch{}`;

/** Carries the density from the browser's storage into the page. */
export function PreferencesScript({ nonce }: { readonly nonce: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the text is a constant of ours.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}
