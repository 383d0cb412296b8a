"use client";

import { Radio, Stack } from "@mantine/core";
import type { ResponseOption } from "../../lib/contracts/responses.ts";
import { responseTitle } from "./response-title.ts";

interface OptionChoiceProps {
  readonly label: string;
  readonly options: readonly ResponseOption[];
  readonly chosen: ResponseOption | null;
  readonly onChoose: (option: ResponseOption) => void;
}

export const optionKey = ({ action, target }: Pick<ResponseOption, "action" | "target">) =>
  `${action} ${target.kind} ${target.name}`;

/** What may be done about an alert, each with whom it touches; what cannot be done says why. */
export function OptionChoice({ label, options, chosen, onChoose }: OptionChoiceProps) {
  return (
    <Radio.Group
      label={label}
      value={chosen === null ? null : optionKey(chosen)}
      onChange={(key) => {
        const option = options.find((known) => optionKey(known) === key);
        if (option !== undefined) onChoose(option);
      }}
    >
      <Stack gap="sm" mt={6}>
        {options.map((option) => (
          <Radio
            key={optionKey(option)}
            size="xs"
            value={optionKey(option)}
            disabled={option.refusal !== null}
            label={responseTitle(option)}
            description={option.refusal ?? option.blastRadius.summary}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
