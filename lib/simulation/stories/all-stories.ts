import { exfiltration } from "./exfiltration.ts";
import { phishing } from "./phishing.ts";
import { sshGuessing } from "./ssh-guessing.ts";
import type { Story } from "./story.ts";

/** In the order in which a demonstration first plays them. To add a story, write it and name it here. */
export const stories: readonly Story[] = [sshGuessing, phishing, exfiltration];
