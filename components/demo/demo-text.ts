import type { z } from "zod";
import type { demoStorySchema } from "../../lib/contracts/executors.ts";

export type DemoStory = z.infer<typeof demoStorySchema>;

/** Words of the demonstration's traffic. */
export const demoText = {
  badge: "Generated traffic",
  hint: "Events of this stream are generated. They touch nothing of main.",
  begin: "Begin an attack",
  begun: "The attack begins. Watch the chart.",
} as const;

export const storyWords: Readonly<Record<DemoStory, { readonly name: string; readonly about: string }>> = {
  "ssh-guessing": { name: "Password guessing", about: "an address guesses at SSH accounts, and gets in" },
  phishing: { name: "Phishing", about: "a mail, a document, a shell, a beacon" },
  exfiltration: { name: "Exfiltration", about: "data leaves in unusual amounts" },
};
