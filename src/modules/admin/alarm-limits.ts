export const alarmKinds = ["streams", "relay-lag", "errors"] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Above which administrators are told: open streams, seconds that events wait, and the share of calls that fail. */
export const alarmLimits: Record<AlarmKind, number> = { streams: 5_000, "relay-lag": 5, errors: 0.01 };
