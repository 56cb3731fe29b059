/** Where people find the application; the seed's scenario names this address literally. */
export const applicationUrl = "http://localhost:3000";

/** The same from another machine without HTTPS, where browsers have no `crypto.randomUUID` and no locks. */
export const plainUrl = "http://inkwire.lan";
