"use client";

import { Modal } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { apiKeyCreatedSchema } from "../../lib/contracts/keys.ts";
import { KeySecret } from "./key-secret.tsx";
import { MakeKeyForm } from "./make-key-form.tsx";
import { keyText } from "./sources-text.ts";

interface MakeKeyDialogProps {
  readonly stream: StreamName;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** First what the key may do, then the key itself, once, with the commands that send with it. */
export function MakeKeyDialog({ stream, opened, onClose }: MakeKeyDialogProps) {
  const [made, setMade] = useState<z.infer<typeof apiKeyCreatedSchema> | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      // A stray click or key must not take away what is shown once.
      closeOnClickOutside={made === null}
      closeOnEscape={made === null}
      title={made === null ? keyText.make : `${keyText.shownOnce}: ${made.key.name}`}
      size={made === null ? 460 : 680}
      closeButtonProps={{ "aria-label": keyText.cancel }}
    >
      {made === null ? (
        <MakeKeyForm stream={stream} onCancel={close} onMade={setMade} />
      ) : (
        <KeySecret made={made} onDone={close} />
      )}
    </Modal>
  );
}
