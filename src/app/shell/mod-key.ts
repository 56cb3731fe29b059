const isApple = () => typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How the key of commands is written on this machine. */
export const modKey = () => (isApple() ? "⌘" : "Ctrl+");

/** Whether the key of commands, and no other that alters, is held: on a Mac that is ⌘, and Ctrl has its own meanings there. */
export const modHeld = ({ metaKey, ctrlKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  !shiftKey && !altKey && (isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey);
