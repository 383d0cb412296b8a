import { Menu } from "@mantine/core";

interface MenuChoiceProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChoose: (value: T) => void;
}

/** One of several, within a menu, which stays open: people look at what they chose. */
export function MenuChoice<T extends string>({ label, values, words, value, onChoose }: MenuChoiceProps<T>) {
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      <Menu.RadioGroup
        value={value}
        onChange={(name) => {
          const chosen = values.find((known) => known === name);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {values.map((name) => (
          <Menu.RadioItem key={name} value={name} closeMenuOnClick={false}>
            {words[name]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
