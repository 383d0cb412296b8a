"use client";

import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { UserRow } from "../../lib/contracts/users.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { CopyBlock } from "../display/copy-block.tsx";
import factor from "../second-factor/factor.module.css";
import { peopleText } from "./people-text.ts";
import { usePersonActions } from "./use-people.ts";

export type PersonAction = "password" | "factor" | "disable" | "enable" | "sessions";

interface Question {
  readonly title: string;
  readonly why: string;
  readonly confirm: string;
  readonly danger: boolean;
  readonly act: () => Promise<unknown>;
}

interface PersonDialogsProps {
  readonly person: UserRow;
  readonly asked: PersonAction | null;
  readonly onClose: () => void;
}

const withoutDots = (text: string) => text.replace("…", "");

function questionsOf(
  { name }: UserRow,
  actions: ReturnType<typeof usePersonActions>,
  show: (password: string) => void,
): Readonly<Record<PersonAction, Question>> {
  return {
    password: {
      title: peopleText.resetPasswordTitle(name),
      why: peopleText.resetPasswordWhy,
      confirm: withoutDots(peopleText.resetPassword),
      danger: false,
      act: async () => show((await actions.resetPassword()).password),
    },
    factor: {
      title: peopleText.resetFactorTitle(name),
      why: peopleText.resetFactorWhy,
      confirm: withoutDots(peopleText.resetFactor),
      danger: true,
      act: actions.resetFactor,
    },
    disable: {
      title: peopleText.disableTitle(name),
      why: peopleText.disableWhy,
      confirm: withoutDots(peopleText.disable),
      danger: true,
      act: () => actions.change({ disabled: true }),
    },
    enable: {
      title: peopleText.enableTitle(name),
      why: peopleText.enableWhy,
      confirm: withoutDots(peopleText.enable),
      danger: false,
      act: () => actions.change({ disabled: false }),
    },
    sessions: {
      title: peopleText.endAllTitle(name),
      why: peopleText.endAllWhy,
      confirm: peopleText.endAll,
      danger: true,
      act: actions.endAll,
    },
  };
}

/** Asks before each thing done to a person; shows a one-time password once. */
export function PersonDialogs({ person, asked, onClose }: PersonDialogsProps) {
  const [password, setPassword] = useState<string | null>(null);
  const questions = questionsOf(person, usePersonActions(person.id), setPassword);
  const question = asked === null ? null : questions[asked];
  return (
    <>
      {question !== null && (
        <ConfirmDialog
          key={asked}
          opened
          title={question.title}
          confirm={question.confirm}
          danger={question.danger}
          onClose={onClose}
          onConfirm={question.act}
        >
          <p>{question.why}</p>
        </ConfirmDialog>
      )}
      {/* Shown once: it does not go by a click beside it. */}
      <Modal
        opened={password !== null}
        onClose={() => undefined}
        withCloseButton={false}
        title={peopleText.passwordShown}
        size={440}
      >
        <div className={factor.form}>
          <p className={factor.why}>{peopleText.passwordShownWhy(person.name)}</p>
          <CopyBlock text={password ?? ""} label={peopleText.passwordShown} />
          <div className={factor.buttons}>
            <Button data-autofocus onClick={() => setPassword(null)}>
              {peopleText.done}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
