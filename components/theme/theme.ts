"use client";

import {
  type BadgeProps,
  type ButtonProps,
  createTheme,
  type MantineColorsTuple,
  type MenuProps,
  type ModalProps,
  type TooltipProps,
} from "@mantine/core";

/** The one accent: what can be acted on. Shade 7 carries white text on light surfaces, shade 6 on dark ones. */
const tide: MantineColorsTuple = [
  "#e8f5f5",
  "#cfe8e8",
  "#a3d4d5",
  "#73bec0",
  "#4aabae",
  "#2c9599",
  "#1d8085",
  "#0b6e74",
  "#085a5f",
  "#05464a",
];

const slate: MantineColorsTuple = [
  "#f6f7f9",
  "#eef1f4",
  "#e1e5ea",
  "#c9d0d8",
  "#a7b1bc",
  "#7f8b99",
  "#5d6978",
  "#4a5665",
  "#2b3642",
  "#17202b",
];

/** Mantine reads text from the low end and surfaces from the high end of this tuple in the dark scheme. */
const dark: MantineColorsTuple = [
  "#e4e9ef",
  "#c3ccd6",
  "#a9b4c0",
  "#8793a0",
  "#34424f",
  "#26313d",
  "#1a2430",
  "#131b24",
  "#0e141b",
  "#090d12",
];

/** For what cannot easily be taken back; the same red as --tl-bad, with white text on shades 7 and 6. */
const red: MantineColorsTuple = [
  "#fdeceb",
  "#fbd9d6",
  "#f3b1ab",
  "#ea8880",
  "#df6459",
  "#d0443a",
  "#c0342b",
  "#b3261e",
  "#8f1d17",
  "#6d1510",
];

export const theme = createTheme({
  colors: { tide, gray: slate, dark, red },
  primaryColor: "tide",
  primaryShade: { light: 7, dark: 6 },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace',
  fontSizes: { xs: "12px", sm: "12px", md: "13px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.5", xl: "1.5" },
  spacing: { xs: "4px", sm: "8px", md: "16px", lg: "24px", xl: "32px" },
  headings: { fontWeight: "600" },
  radius: { xs: "2px", sm: "3px", md: "4px", lg: "6px", xl: "8px" },
  defaultRadius: "md",
  shadows: { xs: "none", sm: "none", md: "0 2px 8px rgb(9 13 18 / 12%)", lg: "none", xl: "none" },
  cursorType: "pointer",
  respectReducedMotion: true,
  // Plain objects, not `Modal.extend(...)`: that would put every component named here into the first load of every page.
  components: {
    Button: {
      defaultProps: { size: "xs" } satisfies Partial<ButtonProps>,
      styles: { label: { fontSize: 12, fontWeight: 550 } },
    },
    // Two sizes below the text of its field it is 9 or 10 px: nobody reads that.
    InputWrapper: { styles: { description: { fontSize: 12 }, error: { fontSize: 12 } } },
    // The place to type in stands beside the last pill, instead of opening an empty line.
    MultiSelect: { styles: { inputField: { minWidth: 40 } } },
    TagsInput: { styles: { inputField: { minWidth: 40 } } },
    Badge: {
      defaultProps: { variant: "outline", radius: "sm", tt: "none", fw: 500 } satisfies Partial<BadgeProps>,
    },
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 0 } } satisfies Partial<MenuProps> },
    // Mantine's scroll lock writes a style element of its own, which the content security policy refuses.
    Modal: {
      defaultProps: {
        lockScroll: false,
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.4 },
      } satisfies Partial<ModalProps>,
      styles: { title: { fontWeight: 600 } },
    },
    // The heads of dialogs are <header> elements outside everything else, which would make each a second banner.
    ModalHeader: { defaultProps: { role: "presentation" } },
    DrawerHeader: { defaultProps: { role: "presentation" } },
    Tooltip: {
      defaultProps: {
        openDelay: 250,
        transitionProps: { duration: 0 },
        multiline: true,
      } satisfies Partial<TooltipProps>,
    },
  },
});
