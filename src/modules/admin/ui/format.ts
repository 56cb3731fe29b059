const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** "1,204"; below ten with one decimal, if there is one. */
export const number = (value: number): string => (Math.abs(value) < 10 ? fine : whole).format(value);

/** "12 ms", "1.4 s"; a dash where there is none. */
export const milliseconds = (value: number | null): string =>
  value === null ? "–" : value < 1_000 ? `${number(value)} ms` : `${fine.format(value / 1_000)} s`;

/** "0.4 %" of a share from 0 to 1. */
export const percent = (share: number): string => `${fine.format(share * 100)} %`;

export const megabytes = (bytes: number): string => `${whole.format(bytes / 1024 / 1024)} MB`;
