/** Imported into a server process under test (`nodeArgs`), which collects its garbage when told to with SIGUSR2. */
process.on("SIGUSR2", () => globalThis.gc?.());
