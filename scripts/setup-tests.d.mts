/** Programs that tests need and PATH lacks. */
export function missingPrograms(): string[];
