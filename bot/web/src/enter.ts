const ENDS_COMPOSITION = 229; // Safari reports the Enter that ends a composition only so

/** Whether an input method still composes: its Enter and arrows are its own. */
export const composes = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === ENDS_COMPOSITION;

/** Whether the key sends what is written. */
export const sends = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && !event.shiftKey && !composes(event);
