"use client";

import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { demoAttackAnswerSchema, demoStorySchema } from "../../lib/contracts/executors.ts";
import { request } from "../data/request.ts";
import { AnchoredMenu } from "../display/anchored-menu.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import styles from "./demo.module.css";
import { type DemoStory, demoText, storyWords } from "./demo-text.ts";

/** The attacks that the demonstration can begin. */
export function AttackMenu({ place }: { readonly place: DropDownPlace }) {
  const attack = useMutation({
    mutationFn: (story: DemoStory) =>
      request(demoAttackAnswerSchema, "/api/v1/demo/attacks", { method: "POST", body: { story } }),
    onSuccess: () => notifications.show({ message: demoText.begun, autoClose: 4000 }),
  });
  return (
    <AnchoredMenu place={place} position="bottom-start" width={280}>
      <Menu.Dropdown>
        <Menu.Label>{demoText.begin}</Menu.Label>
        {demoStorySchema.options.map((story) => (
          <Menu.Item key={story} onClick={() => attack.mutate(story)}>
            {storyWords[story].name}
            <span className={styles.about}>{storyWords[story].about}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </AnchoredMenu>
  );
}
