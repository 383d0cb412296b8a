import { exfiltrationStory } from "./exfiltration.ts";
import { heldOutExfiltration, taughtExfiltration } from "./exfiltration-manners.ts";
import { phishingStory } from "./phishing.ts";
import { heldOutPhishing, taughtPhishing } from "./phishing-manners.ts";
import { guessingStory } from "./ssh-guessing.ts";
import { heldOutGuessing, taughtGuessing } from "./ssh-guessing-manners.ts";
import type { Story } from "./story.ts";

/**
 * The same attacks as different people would do them: tools, pace, spread, volumes. Models are taught some and tested by
 * the others, or they would only show that they know our own template.
 */
export const taughtStories: readonly Story[] = [
  ...taughtGuessing.map(guessingStory),
  ...taughtPhishing.map(phishingStory),
  ...taughtExfiltration.map(exfiltrationStory),
];

export const heldOutStories: readonly Story[] = [
  ...heldOutGuessing.map(guessingStory),
  ...heldOutPhishing.map(phishingStory),
  ...heldOutExfiltration.map(exfiltrationStory),
];
