/**
 * For what a dialog opens with, as its `ref` beside `data-autofocus`: has the focus as soon as it is in the page. Mantine
 * gives it one task later, and a key pressed by then would be lost.
 */
export function focusAtOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
