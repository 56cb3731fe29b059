/** Where people find the application; the seed's scenario names this address literally. */
export const applicationUrl = "http://localhost:3000";
