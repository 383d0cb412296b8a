"use client";

import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconFlask } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { demoAttackAnswerSchema, demoStorySchema } from "../../lib/contracts/executors.ts";
import { request } from "../data/request.ts";
import { useMay } from "../session/use-session.ts";
import styles from "./demo.module.css";
import { type DemoStory, demoText, storyWords } from "./demo-text.ts";

/** On a telephone a sign, and the words for those who hear them. */
function BadgeWords() {
  return (
    <>
      <IconFlask className={styles.sign} size={16} stroke={1.6} aria-hidden="true" />
      <span className={styles.words}>{demoText.badge}</span>
    </>
  );
}

/** Says that this stream is generated; whoever may triage can also begin one of its attacks, to see what happens. */
export function DemoBadge() {
  const mayAttack = useMay("demo:attack");
  const attack = useMutation({
    mutationFn: (story: DemoStory) =>
      request(demoAttackAnswerSchema, "/api/v1/demo/attacks", { method: "POST", body: { story } }),
    onSuccess: () => notifications.show({ message: demoText.begun, autoClose: 4000 }),
  });
  if (!mayAttack) {
    return (
      <span className={styles.badge} title={demoText.hint}>
        <BadgeWords />
      </span>
    );
  }
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <button type="button" className={styles.badge} title={demoText.hint}>
          <BadgeWords />
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{demoText.begin}</Menu.Label>
        {demoStorySchema.options.map((story) => (
          <Menu.Item key={story} onClick={() => attack.mutate(story)}>
            {storyWords[story].name}
            <span className={styles.about}>{storyWords[story].about}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
