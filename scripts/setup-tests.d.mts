/** Programs that tests need and PATH lacks. */
export function missingPrograms(): string[];

/** Where PATH finds `program`, or undefined. */
export function pathOf(program: string): string | undefined;
