"use client";

import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Role, roles } from "../../lib/contracts/permissions.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { CopyBlock } from "../display/copy-block.tsx";
import { useOpenedAfterMount } from "../display/use-lazy-overlay.ts";
import factor from "../second-factor/factor.module.css";
import { roleMeaning, roleWords } from "../settings/settings-text.ts";
import { invitationText, peopleText } from "./people-text.ts";
import { useInvitationActions } from "./use-people.ts";

interface InviteDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

interface Made {
  readonly email: string;
  readonly link: string;
}

/** Makes a link for one person; then shows it, once. */
export function InviteDialog({ opened, onClose }: InviteDialogProps) {
  const isOpen = useOpenedAfterMount(opened);
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={isOpen}
      // A link that is shown once does not go by a click beside it.
      onClose={() => made === null && close()}
      withCloseButton={made === null}
      title={made === null ? invitationText.title : invitationText.linkTitle}
      size={440}
      closeButtonProps={{ "aria-label": peopleText.close }}
    >
      {made === null ? (
        <InviteForm onMade={setMade} onCancel={close} />
      ) : (
        <div className={factor.form}>
          <p className={factor.why}>{invitationText.linkWhy(made.email)}</p>
          <CopyBlock text={made.link} label={invitationText.link} />
          <div className={factor.buttons}>
            <Button data-autofocus onClick={close}>
              {peopleText.done}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}

const choicesOfDays = [1, 3, 7, 14, 30] as const;

interface InviteFormProps {
  readonly onMade: (made: Made) => void;
  readonly onCancel: () => void;
}

function InviteForm({ onMade, onCancel }: InviteFormProps) {
  const { invite } = useInvitationActions();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("analyst");
  const [validDays, setValidDays] = useState(7);
  const [asked, setAsked] = useState(false);
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: () => invite({ email: email.trim(), role, validDays }),
    onSuccess: ({ invitation, link }) => onMade({ email: invitation.email, link }),
  });
  const emailError = make.error instanceof ApiError && make.error.fieldErrors.some(({ path }) => path === "body.email");
  const isMissing = asked && email.trim() === "";
  return (
    <form
      className={factor.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (email.trim() !== "") make.mutate();
      }}
    >
      {make.error !== null && !emailError && (
        <p className={factor.refusal} role="alert">
          {describeError(make.error)}
        </p>
      )}
      <TextInput
        data-autofocus
        label={peopleText.email}
        type="email"
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={isMissing || emailError ? invitationText.emailNeeded : undefined}
      />
      <NativeSelect
        label={peopleText.role}
        description={`${roleWords[role]} · ${roleMeaning[role]}`}
        value={role}
        data={roles.map((value) => ({ value, label: roleWords[value] }))}
        onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? role)}
      />
      <NativeSelect
        label={invitationText.days}
        value={String(validDays)}
        data={choicesOfDays.map((days) => ({ value: String(days), label: invitationText.daysOf(days) }))}
        onChange={(event) => setValidDays(Number(event.currentTarget.value))}
      />
      <div className={factor.buttons}>
        <Button variant="default" onClick={onCancel}>
          {invitationText.cancel}
        </Button>
        <Button type="submit" loading={make.isPending}>
          {invitationText.make}
        </Button>
      </div>
    </form>
  );
}
